import { AppError } from '@/lib/errors'

const maxBodyBytes = 1_000_000

/** The text of a body, given up as soon as it is too long, whatever its Content-Length says. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBodyBytes) throw new AppError('too-large', 'The body is over 1 MB.', { body: 'over 1 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The body as JSON; an empty object where there is none. */
export async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request)
  // Whoever has nothing to say says so by no body at all; a schema that asks for something then names what is missing.
  if (text === '') return {}
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json'))
    throw new AppError('invalid-input', 'The body must be JSON, with Content-Type application/json.', {
      body: 'must be JSON',
    })
  // PostgreSQL has no place for this character, and no text of a person has it.
  if (/\\u0000/.test(text))
    throw new AppError('invalid-input', 'The body contains a NUL character.', { body: 'contains a NUL character' })
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid-input', 'The body is not valid JSON.', { body: 'not valid JSON' })
  }
}

/** A browser says where a request comes from: nothing that another site sends may change anything here. */
export function refuseForeignOrigin(request: Request) {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const isForeign = site !== null ? site !== 'same-origin' && site !== 'none' : false
  const isOtherHost = origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get('host'))
  if (isForeign || isOtherHost) throw new AppError('forbidden', 'This request came from another site.')
}
