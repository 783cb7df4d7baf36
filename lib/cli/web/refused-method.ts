import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorBody } from '@/lib/contracts/error'

/** Next refuses a method without a body, which programs that read JSON could not parse, and without `Allow`. */
export function explainRefusedMethod({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  const message = `This address does not accept ${method}. Send OPTIONS to see which methods it accepts.`
  const body: ErrorBody = { code: 'method-not-allowed', message, fields: {} }
  const isBare = (status: number) => status === 405 && !response.hasHeader('content-type')
  async function explain() {
    // Loaded only now, since the schemas of all endpoints take 20 MB.
    const { methodsOf } = await import('@/lib/contracts/all-endpoints')
    const methods = methodsOf(url.split('?')[0]!)
    if (methods.length > 0) response.setHeader('Allow', methods.join(', '))
    response.setHeader('Content-Type', 'application/json')
    writeHead(405)
    end(JSON.stringify(body))
  }
  response.writeHead = (status: number, ...more: unknown[]) =>
    isBare(status) ? Object.assign(response, { statusCode: status }) : writeHead(status, ...more)
  response.end = (...args: unknown[]) => {
    if (response.headersSent || !isBare(response.statusCode)) return end(...args)
    void explain()
    return response
  }
}
