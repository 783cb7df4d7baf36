import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError, errorStatus } from '@/lib/errors'
import { checkMetricsToken, readServerMetrics } from '@/lib/services/server-metrics'

interface Where {
  port: number
  host: string
  token: string | undefined
}

/**
 * Serves this worker's metrics, and those of the database, to clients with the token, and returns the port. The port is separate because a scrape
 * of the web server may reach another machine.
 */
export async function showMetrics({ port, host, token }: Where): Promise<{ port: number; close(): void }> {
  const server = createServer(async (request, response) => {
    try {
      if (request.method !== 'GET' || request.url !== '/metrics')
        throw new AppError('not-found', 'Here is /metrics and nothing else.')
      checkMetricsToken(request.headers.authorization, token)
      const { text, contentType } = await readServerMetrics()
      response.writeHead(200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(text)
    } catch (error) {
      const status = error instanceof AppError ? errorStatus[error.code] : 500
      response.writeHead(status, { 'Content-Type': 'text/plain' })
      response.end(`${error instanceof AppError ? error.message : 'Something went wrong.'}\n`)
    }
  })
  await listen(server, port, host)
  return { port: (server.address() as AddressInfo).port, close: () => void server.close().closeAllConnections() }
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
