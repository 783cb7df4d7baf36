import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { S3Settings } from '../s3-store'

export interface TestS3Server {
  settings: S3Settings
  close: () => Promise<void>
}

interface StoredObject {
  bytes: Buffer
  mediaType: string
}

// Small, so that short lists have several pages.
const keysPerPage = 2
const accessKeyId = 'TESTKEY'

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`

function sendXml(response: ServerResponse, status: number, xml: string) {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)
}

const sendError = (response: ServerResponse, status: number, code: string) =>
  sendXml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`)

/** Sends one page of ListObjectsV2; the continuation token is the last key of the previous page. */
function sendList(response: ServerResponse, objects: Map<string, StoredObject>, query: URLSearchParams) {
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? ''
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const page = keys.slice(0, keysPerPage)
  const contents = page.map((key) => {
    const size = objects.get(key)?.bytes.length ?? 0
    return `<Contents><Key>${escapeXml(key)}</Key><Size>${size}</Size></Contents>`
  })
  const isTruncated = keys.length > page.length
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : ''
  const head = `<KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>${next}`
  sendXml(response, 200, `<ListBucketResult>${head}${contents.join('')}</ListBucketResult>`)
}

function sendObject(request: IncomingMessage, response: ServerResponse, object: StoredObject | undefined) {
  if (!object) return sendError(response, 404, 'NoSuchKey')
  const { bytes, mediaType } = object
  response.writeHead(200, { 'content-type': mediaType, 'content-length': bytes.length, etag: etagOf(bytes) })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/**
 * A local S3-compatible server with one empty bucket in memory. Supports the five requests that our store makes (PUT,
 * GET, HEAD and DELETE of an object, and lists) and checks the access key id, not the signature.
 */
export async function startS3Server(bucket = 'pictures'): Promise<TestS3Server> {
  const objects = new Map<string, StoredObject>()
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [wantedBucket, ...rest] = decodeURIComponent(pathname.slice(1)).split('/')
    const key = rest.join('/')
    const isSigned = request.headers.authorization?.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKeyId}/`)
    const bytes = await buffer(request)
    if (!isSigned) return sendError(response, 403, 'InvalidAccessKeyId')
    if (wantedBucket !== bucket) return sendError(response, 404, 'NoSuchBucket')
    if (key === '' && request.method === 'GET') return sendList(response, objects, searchParams)
    if (request.method === 'GET' || request.method === 'HEAD') return sendObject(request, response, objects.get(key))
    if (request.method === 'DELETE') {
      objects.delete(key)
      return void response.writeHead(204).end()
    }
    if (request.method !== 'PUT') return sendError(response, 405, 'MethodNotAllowed')
    objects.set(key, { bytes, mediaType: request.headers['content-type'] ?? 'application/octet-stream' })
    response.writeHead(200, { etag: etagOf(bytes) }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    settings: {
      bucket,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId,
      secretAccessKey: 'test-secret',
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
