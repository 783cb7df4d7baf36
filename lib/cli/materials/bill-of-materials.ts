import { readFile } from 'node:fs/promises'
import path from 'node:path'

interface LockedPackage {
  name?: string
  version?: string
  license?: string
  integrity?: string
  resolved?: string
  dev?: boolean
  optional?: boolean
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}
export interface Lock {
  name: string
  version: string
  packages: Record<string, LockedPackage>
}

/** A package that is needed to start or run the product. */
export interface Material {
  /** Path such as node_modules/pg. */
  location: string
  name: string
  version: string
  /** SPDX expression; null if the package states none. */
  license: string | null
  isOptional: boolean
  integrity: string | null
  resolved: string | null
  uses: string[]
}

const nameAt = (location: string) => location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Resolves a package name like Node, from `location` outwards; null if it is not installed. */
function placeOf(name: string, location: string, { packages }: Lock): string | null {
  for (let folder = location; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[place]) return place
    if (folder === '') return null
    if (!folder.includes('/node_modules/')) folder = ''
  }
}

const usesOf = (location: string, lock: Lock): string[] => {
  const { dependencies, optionalDependencies, peerDependencies } = lock.packages[location]!
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
  const places = names.map((name) => placeOf(name, location, lock))
  return [...new Set(places.filter((place) => place !== null))].sort()
}

/** Lists the packages of a lock file that are not only for development. */
export const materialsOf = (lock: Lock): Material[] =>
  Object.entries(lock.packages)
    .filter(([location, { dev, link }]) => location !== '' && !dev && !link)
    .map(([location, { name, version = '', license, optional, integrity, resolved }]) => ({
      ...{ location, name: name ?? nameAt(location), version, license: license ?? null },
      ...{ isOptional: optional ?? false, integrity: integrity ?? null, resolved: resolved ?? null },
      uses: usesOf(location, lock).filter((place) => !lock.packages[place]!.dev),
    }))
    .sort((a, b) => (a.location < b.location ? -1 : 1))

/** Reads package-lock.json, or npm's record of the installed packages. */
export const readLock = async (root: string, which: 'wanted' | 'installed'): Promise<Lock> =>
  JSON.parse(
    await readFile(
      path.join(root, which === 'wanted' ? 'package-lock.json' : 'node_modules/.package-lock.json'),
      'utf8',
    ),
  )

const encodedName = (name: string) => name.split('/').map(encodeURIComponent).join('/')
const reference = ({ location }: { location: string }) => location

function component(material: Material) {
  const { name, version, license, isOptional, integrity, resolved } = material
  const [, algorithm, digest] = /^(sha\d+)-(.+)$/.exec(integrity ?? '') ?? []
  const isOne = license !== null && /^[\w.+-]+$/.test(license)
  return {
    type: 'library',
    'bom-ref': reference(material),
    name,
    version,
    scope: isOptional ? 'optional' : 'required',
    purl: `pkg:npm/${encodedName(name)}@${version}`,
    ...(license !== null && { licenses: [isOne ? { license: { id: license } } : { expression: license }] }),
    ...(digest && {
      hashes: [{ alg: algorithm!.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
    ...(resolved && { externalReferences: [{ type: 'distribution', url: resolved }] }),
  }
}

/** Creates a CycloneDX 1.6 bill of materials. Deterministic: it contains no time and no random number. */
export function cycloneDx(materials: readonly Material[], lock: Lock) {
  const own = { location: 'reassess' }
  const places = new Set(materials.map(({ location }) => location))
  const roots = lock.packages[''] ? usesOf('', lock).filter((place) => places.has(place)) : []
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': reference(own),
        name: 'reassess',
        version: lock.version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: materials.map(component),
    dependencies: [
      { ref: reference(own), dependsOn: roots },
      ...materials.map(({ location, uses }) => ({
        ref: location,
        dependsOn: uses.filter((place) => places.has(place)),
      })),
    ],
  }
}
