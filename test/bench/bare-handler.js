// A handler that only answers, so that what is measured is what stands before it. It says its address.
import { createServer } from 'node:http'

const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(SUCCESS))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
