import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorBody } from '@/lib/contracts/error'

/** Next refuses a method without a body, which programs that read JSON could not parse. */
export function explainRefusedMethod({ method }: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  const message = `This address does not accept ${method}. Send OPTIONS to see which methods it accepts.`
  const body: ErrorBody = { code: 'method-not-allowed', message, fields: {} }
  let isBare = false
  response.writeHead = (status: number, ...more: unknown[]) => {
    isBare = status === 405 && !response.hasHeader('content-type')
    if (isBare) response.setHeader('Content-Type', 'application/json')
    return writeHead(status, ...more)
  }
  response.end = (...args: unknown[]) => {
    if (response.statusCode === 405 && !response.headersSent) response.writeHead(405)
    return isBare ? end(JSON.stringify(body)) : end(...args)
  }
}
