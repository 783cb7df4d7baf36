import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FetchOptions, fileFetcher } from './fetch-file'
import { checkedAddress, FetchRefusal } from './fetch-rules'

let server: http.Server
let port: number
let here: string
const asked: string[] = []
let flaky = 0
beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    const to = (location: string) => response.writeHead(302, { location }).end()
    const pages: Record<string, () => void> = {
      '/a.png': () => response.end('bytes'),
      '/moved': () => to('/a.png'),
      '/inside': () => to('http://127.0.0.1:1/secret'),
      '/elsewhere': () => to('http://other.example.org/a.png'),
      '/metadata': () => to('http://169.254.169.254/latest/meta-data'),
      '/file': () => to('file:///etc/passwd'),
      '/round': () => to('/round'),
      '/large': () => response.writeHead(200, { 'content-length': '2000' }).end('x'.repeat(2_000)),
      '/endless': () => {
        const timer = setInterval(() => response.write('x'.repeat(500)), 1)
        response.on('close', () => clearInterval(timer))
      },
      '/silent': () => {},
      '/flaky': () => (flaky++ < 2 ? response.destroy() : response.end('at last')),
      '/broken': () => response.destroy(),
    }
    const page = pages[request.url ?? '']
    if (page) page()
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  here = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function get(address: string, options: Partial<FetchOptions> = {}) {
  const fetcher = fileFetcher({ hosts: [`127.0.0.1:${port}`], privateHosts: [`127.0.0.1:${port}`], ...options })
  try {
    return (await fetcher.fetch(address)).toString()
  } finally {
    fetcher.close()
  }
}
async function refusal(address: string, options: Partial<FetchOptions> = {}) {
  const error: unknown = await get(address, options).catch((cause: unknown) => cause)
  if (error instanceof FetchRefusal) return error.message
  throw new Error(`expected a FetchRefusal, got ${error}`)
}

describe('a URL before its name is resolved', () => {
  const rules = { hosts: ['example.org', 'photos.example.org:8080', '127.0.0.1', '[::1]'], privateHosts: [] }
  const refused = (address: string) => {
    try {
      return checkedAddress(address, rules).href
    } catch (error) {
      return (error as Error).message
    }
  }
  it('is accepted from listed hosts, in any spelling of their names', () => {
    expect(checkedAddress('https://EXAMPLE.org/a.png', rules).href).toBe('https://example.org/a.png')
    expect(checkedAddress('http://photos.example.org:8080/a.png', rules).port).toBe('8080')
  })
  it('is refused from other hosts, with how to list them', () => {
    expect(refused('https://evil.example.org/a')).toMatch(
      /at evil\.example\.org, which is not among.+--allow-host evil/,
    )
    expect(refused('https://example.org:22/')).toMatch(/at example\.org:22, which is not among the allowed image hosts/)
    expect(refused('https://photos.example.org/')).toMatch(/is not among the allowed image hosts/)
    expect(refused('https://example.org.evil.net/')).toMatch(/is not among the allowed image hosts/)
    expect(() => checkedAddress('https://a.org/', { hosts: [], privateHosts: [] })).toThrow('none is listed')
  })
  it('is refused if it has another protocol or contains a password', () => {
    expect(refused('file:///etc/passwd')).toMatch(/with “file:”/)
    expect(refused('ftp://example.org/a')).toMatch(/with “ftp:”/)
    expect(refused('data:image/png;base64,AAAA')).toMatch(/with “data:”/)
    expect(refused('https://ada:secret@example.org/a')).toMatch(/user name or password/)
    expect(refused('a.png')).toMatch(/not a URL/)
  })
  it.each(['127.0.0.1', '2130706433', '0177.0.0.1', '0x7f.1', '0x7f000001', '127.1', '[::1]'])(
    'is refused as private when it is spelt %s, even when listed',
    (host) => {
      expect(refused(`http://${host}/a`)).toMatch(/the private address (127\.0\.0\.1|::1)\. .+FETCH_PRIVATE_HOSTS/)
    },
  )
  it('is refused as a mapped address', () => {
    const mapped = { hosts: ['[::ffff:127.0.0.1]', '[::ffff:a00:1]'], privateHosts: [] }
    expect(() => checkedAddress('http://[::ffff:127.0.0.1]/a', mapped)).toThrow('private address')
    expect(() => checkedAddress('http://[::ffff:10.0.0.1]/a', mapped)).toThrow('private address')
  })
})

describe('a file', () => {
  it('is fetched, also after a redirect on the same host or a lost connection', async () => {
    expect(await get(`${here}/a.png`)).toBe('bytes')
    expect(await get(`${here}/moved`)).toBe('bytes')
    expect(await get(`${here}/flaky`)).toBe('at last')
  })
  it('is not fetched from this machine unless the operator allows the host', async () => {
    const before = asked.length
    expect(await refusal(`${here}/a.png`, { privateHosts: [] })).toMatch(/the private address 127\.0\.0\.1/)
    expect(await refusal(`${here}/a.png`, { hosts: [] })).toMatch(/not among the allowed image hosts/)
    expect(asked.length).toBe(before)
  })
  it('is not fetched if any address of its host is private', async () => {
    const hosts = [`photos.example.org:${port}`]
    for (const inside of ['127.0.0.1', '10.0.0.7', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1']) {
      const found = [
        { address: '93.184.216.34', family: 4 },
        { address: inside, family: inside.includes(':') ? 6 : 4 },
      ]
      const options = { hosts, privateHosts: [], resolve: async () => found }
      const text = await refusal(`http://photos.example.org:${port}/a.png`, options)
      expect(text).toMatch(/photos.example.org, which resolves to a private address\./)
      expect(text).not.toContain(inside)
    }
    const resolve = async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }))
    expect(await refusal(`http://photos.example.org:${port}/`, { hosts, resolve })).toMatch(/resolved \(ENOTFOUND\)/)
  })
  it('is fetched from the address that was checked: the name is resolved once', async () => {
    let count = 0
    const resolve = async () => {
      count++
      return [{ address: '127.0.0.1', family: 4 }]
    }
    const name = `photos.example.org:${port}`
    expect(await get(`http://${name}/a.png`, { hosts: [name], privateHosts: [name], resolve })).toBe('bytes')
    expect(count).toBe(1)
  })
  it('is not fetched after a redirect to another host, a private address or another protocol', async () => {
    expect(await refusal(`${here}/inside`)).toMatch(/at 127\.0\.0\.1:1, which is not among/)
    expect(await refusal(`${here}/elsewhere`)).toMatch(/at other\.example\.org, which is not among/)
    const hosts = [`127.0.0.1:${port}`, '169.254.169.254']
    expect(await refusal(`${here}/metadata`, { hosts })).toMatch(/the private address 169\.254\.169\.254/)
    expect(await refusal(`${here}/file`)).toMatch(/with “file:”/)
    expect(await refusal(`${here}/round`)).toMatch(/more than 5 redirects/)
  })
  it('is not fetched if it is too large, too slow or missing', async () => {
    expect(await refusal(`${here}/large`, { maxBytes: 1_000 })).toMatch(/a file of 0 MB/)
    expect(await refusal(`${here}/endless`, { maxBytes: 5_000 })).toMatch(/a file of over/)
    expect(await refusal(`${here}/silent`, { timeoutMs: 200 })).toMatch(/no complete file within 0\.2 seconds/)
    expect(await refusal(`${here}/none`)).toMatch(/status 404/)
    expect(await refusal(`${here}/broken`)).toMatch(/no connection \(ECONNRESET\)/)
  })
  it('stops when the work is cancelled', async () => {
    const fetcher = fileFetcher({ hosts: [`127.0.0.1:${port}`], privateHosts: [`127.0.0.1:${port}`] })
    const stop = new AbortController()
    const reason = new Error('stopped')
    const fetched = fetcher.fetch(`${here}/silent`, stop.signal)
    stop.abort(reason)
    await expect(fetched).rejects.toBe(reason)
    fetcher.close()
  })
})
