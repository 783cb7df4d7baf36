import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Scripts must come from this server. Next's inline scripts carry a nonce, so injected scripts do not run. */
const pagePolicy = (scripts: string) =>
  [
    "default-src 'self'",
    `script-src 'self' ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const constant = {
  'X-Content-Type-Options': 'nosniff',
  // Browsers honour it over https only. It includes subdomains, none of which should be reachable without https.
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Frame-Options': 'DENY',
  // For pages linked from elsewhere: robots.txt alone does not keep their URLs out of an index.
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/**
 * Adds security headers to every response: pages, endpoints, files, redirects and errors. A response that sets one of
 * them itself keeps its own, such as images, which are sandboxed.
 */
export function protect(request: IncomingMessage, response: ServerResponse): void {
  const policy = pagePolicy(`'nonce-${randomBytes(16).toString('base64')}'`)
  // Next reads the nonce of its scripts from here; a header of this name from outside is replaced.
  request.headers['content-security-policy'] = policy
  delete request.headers['content-security-policy-report-only']
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    // A page that was prerendered at build time has no nonce.
    const isPrerendered = response.hasHeader('x-nextjs-prerender')
    const headers = { ...constant, 'Content-Security-Policy': isPrerendered ? pagePolicy("'unsafe-inline'") : policy }
    for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value)
    return writeHead(...args)
  }
}
