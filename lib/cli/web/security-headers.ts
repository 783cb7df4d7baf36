import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Scripts come from this server alone. What Next writes into a page as a script carries the nonce of this answer, so that
 * a script which somebody else got into a page is not run.
 */
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
  // Browsers heed this over https alone. It covers names below the server's own, none of which is to be reached without.
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Frame-Options': 'DENY',
  // For pages that are linked from elsewhere: robots.txt alone does not keep their addresses out of an index.
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/**
 * Gives every answer the headers that protect it, whoever writes it: pages, endpoints, files, redirects and refusals. An
 * answer that brings one of them itself keeps its own, such as the pictures, which are a sandbox.
 */
export function protect(request: IncomingMessage, response: ServerResponse): void {
  const policy = pagePolicy(`'nonce-${randomBytes(16).toString('base64')}'`)
  // Next takes the nonce for its scripts from here; what the outside sends under this name is replaced.
  request.headers['content-security-policy'] = policy
  delete request.headers['content-security-policy-report-only']
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    // A page that was rendered when the app was built has no nonce.
    const isPrerendered = response.hasHeader('x-nextjs-prerender')
    const headers = { ...constant, 'Content-Security-Policy': isPrerendered ? pagePolicy("'unsafe-inline'") : policy }
    for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value)
    return writeHead(...args)
  }
}
