# ecpay in a container: docker build -t ecpay .
# The local gateway for other containers, by the name of its own, with its orders in a volume:
#   docker run --rm --name gateway -p 8787:8787 -v ecpay:/data ecpay simulate serve --host 0.0.0.0 --allow-host gateway

FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts
RUN npm run build
RUN npm pack --ignore-scripts --pack-destination /tmp
RUN npm install --global --prefix /opt/ecpay --ignore-scripts --no-audit --no-fund /tmp/ecpay-cli-*.tgz

FROM node:22-slim
COPY --from=build /opt/ecpay /opt/ecpay
RUN ln -s /opt/ecpay/bin/ecpay /usr/local/bin/ecpay
RUN mkdir /data && chown node:node /data
ENV ECPAY_STATE_DIR=/data
USER node
WORKDIR /home/node
VOLUME /data
EXPOSE 8787
ENTRYPOINT ["ecpay"]
CMD ["--help"]
