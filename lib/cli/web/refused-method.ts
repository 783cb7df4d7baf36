import type { IncomingMessage, ServerResponse } from 'node:http'
import { methodsOf } from '@/lib/contracts/all-endpoints'
import type { ErrorBody } from '@/lib/contracts/error'

/** Next refuses a method without a body, which programs that read JSON could not parse, and without `Allow`. */
export function explainRefusedMethod({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  const message = `This address does not accept ${method}. Send OPTIONS to see which methods it accepts.`
  const body: ErrorBody = { code: 'method-not-allowed', message, fields: {} }
  let isBare = false
  response.writeHead = (status: number, ...more: unknown[]) => {
    isBare = status === 405 && !response.hasHeader('content-type')
    const methods = isBare ? methodsOf(url.split('?')[0]!) : []
    if (methods.length > 0) response.setHeader('Allow', methods.join(', '))
    if (isBare) response.setHeader('Content-Type', 'application/json')
    return writeHead(status, ...more)
  }
  response.end = (...args: unknown[]) => {
    if (response.statusCode === 405 && !response.headersSent) response.writeHead(405)
    return isBare ? end(JSON.stringify(body)) : end(...args)
  }
}
