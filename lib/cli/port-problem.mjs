import net from 'node:net'
import { Problem } from './start-problem.mjs'

/** Returns a Problem if the web server cannot listen there, or null. */
export async function portProblem(port, host) {
  if (!/^\d{1,5}$/.test(String(port)) || Number(port) > 65_535)
    return new Problem(`PORT must be a number up to 65535, not "${port}". For example: PORT=3001 npm start`)
  const code = await new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', (error) => resolve(error.code))
    probe.listen({ port: Number(port), host, exclusive: true }, () => probe.close(() => resolve(null)))
  })
  return code && new Problem(portSentence(code, Number(port), host))
}

export function portSentence(code, port, host) {
  const another = port === 3001 ? 3002 : 3001
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Choose another one, for example: PORT=${another} npm start`
  if (code === 'EACCES')
    return `You do not have permission to use port ${port}. Choose a port above 1023, for example: PORT=${another} npm start`
  return `HOST is "${host}", which is not an address of this machine (${code}). Use 127.0.0.1, or 0.0.0.0 for all addresses.`
}

export const freePort = (host) =>
  new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host }, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
