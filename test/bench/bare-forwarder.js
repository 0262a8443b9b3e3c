// What anybody would write to pass POSTs on: node:http on both sides, connections that stay, nothing checked,
// nothing kept. It says its port in its first line.
import { Agent, createServer, request } from 'node:http'

const target = new URL(process.argv[2])
const agent = new Agent({ keepAlive: true })
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']

const server = createServer((incoming, outgoing) => {
  const chunks = []
  incoming.on('data', (chunk) => chunks.push(chunk))
  incoming.on('end', () => {
    const body = Buffer.concat(chunks)
    const headers = { ...endToEnd(incoming.headers), 'content-length': body.length }
    const onward = request(target, { method: 'POST', agent, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, endToEnd(answer.headers))
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.writeHead(502).end())
    onward.end(body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))

function endToEnd(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
}
