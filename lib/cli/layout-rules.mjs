/** A folder with more files, excluding tests, is too long to survey. */
export const maxFiles = 45

const layers = 'lib/services|lib/db|lib/domain|components'
const aside = /\.test\.tsx?$|\/(testing|generated)\//

function featureOf(file) {
  const [, layer, feature] = file.match(`^(${layers})/([^/]+)/`) ?? []
  return aside.test(file) ? null : layer && { layer, feature }
}

/** Collects imports between folders of one layer, as `layer/from → layer/to`, each with the importing lines. */
function featureImports(modules) {
  const found = new Map()
  for (const { source, dependencies } of modules) {
    const from = featureOf(source)
    if (!from) continue
    for (const { resolved } of dependencies) {
      const to = featureOf(resolved)
      if (!to || to.layer !== from.layer || to.feature === from.feature) continue
      const key = `${from.layer}/${from.feature} → ${to.layer}/${to.feature}`
      found.set(key, [...(found.get(key) ?? []), `${source} → ${resolved}`])
    }
  }
  return found
}

/** Reports pairs of features in one layer that import each other, with every import in both directions. */
export function mutualImports(modules) {
  const found = featureImports(modules)
  return [...found].flatMap(([key, imports]) => {
    const [from, to] = key.split(' → ')
    const back = found.get(`${to} → ${from}`)
    if (!back || from > to) return []
    return [[`${from} and ${to} import each other:`, ...imports, ...back].join('\n  ')]
  })
}

const rawSql = /\$(queryRaw|executeRaw)|\bsession\.run\b/
const writesSql = new RegExp(`${rawSql.source}|session[/]sql'`)

/**
 * Reports files that write SQL outside `lib/db`, and files in it that read rows without a schema. Benchmarks and tests
 * are exempt: they measure and check what the product never queries. `read` returns the text of a file.
 */
export function misplacedSql(modules, read) {
  return modules.flatMap(({ source }) => {
    if (!/^(app|components|lib)\//.test(source) || /^lib\/bench\/|^lib\/db\/session\/sql\.ts/.test(source)) return []
    if (aside.test(source)) return []
    if (source.startsWith('lib/db/'))
      return rawSql.test(read(source))
        ? [`${source} reads rows without parsing them. Use the functions of lib/db/session/sql.ts.`]
        : []
    return writesSql.test(read(source))
      ? [`${source} contains SQL. Move the query to a file in lib/db that is named after it.`]
      : []
  })
}

/** Line limit of a file; tests may be longer. */
export const maxLines = 300

export function longFiles(modules, read) {
  return modules
    .filter(({ source }) => /^(app|components|lib)\/.*\.(tsx?|mjs)$/.test(source) && !aside.test(source))
    .map(({ source }) => ({ source, lines: read(source).split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ source, lines }) => `${source} has ${lines} lines; at most ${maxLines} are allowed in one file.`)
}

const sourcesWith = (pattern, folders, modules, read) =>
  modules
    .map(({ source }) => source)
    .filter((source) => folders.test(source) && !aside.test(source) && pattern.test(read(source)))

/** Reports components and pages with an inline query key, because equal keys must be declared once. */
export const inlineQueryKeys = (modules, read) =>
  sourcesWith(/queryKey: \[/, /^(app|components)\//, modules, read).map(
    (source) => `${source} contains a query key. Declare the query in lib/client with queryOptions.`,
  )

/** Reports transactions that are not repeated after a conflict with others, so that their request would fail. */
export const ownTransactions = (modules, read) =>
  sourcesWith(/\.\$transaction\(/, /^(app|components|lib)\/(?!bench\/|db\/session\/)/, modules, read).map(
    (source) =>
      `${source} begins a transaction itself. Use inTransaction of lib/db/session/transaction.ts, which repeats it after a conflict.`,
  )

const promisingEffect = /\buse(?:Layout)?Effect\(\(\) => [^{\n]*\.(?:scroll\w*|play|animate)\(/

/** Newer browsers return a promise from these methods, and React would call what an effect returns when it ends. */
export const effectsWithPromise = (modules, read) =>
  sourcesWith(promisingEffect, /^(app|components|lib\/client)\//, modules, read).map(
    (source) => `${source} returns what scrolling or playing returns from an effect. Put braces around its body.`,
  )

/** Reports folders with too many files; tests next to their files do not count, journeys in e2e do. */
export function crowdedFolders(modules) {
  const counts = new Map()
  for (const { source } of modules) {
    if (!/^(app|components|e2e|lib)\//.test(source) || aside.test(source)) continue
    const folder = source.slice(0, source.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > maxFiles)
    .map(([folder, count]) => `${folder} holds ${count} files; at most ${maxFiles} are allowed in one folder.`)
}

const isClient = (text) => /^['"]use client['"]/m.test(text)
const namedImports = /^import (?!type\b)[^'{]*\{([^}]*)\} from '([^']+)'/gm

/** Names that a module imports from client modules and that are neither types nor components. */
function clientValues({ source, dependencies }, read) {
  const targets = new Map(dependencies.map(({ module, resolved }) => [module, resolved]))
  return [...read(source).matchAll(namedImports)].flatMap(([, names, from]) => {
    const target = targets.get(from)
    if (!ownCode.test(target) || !isClient(read(target))) return []
    const values = names.split(',').map((name) => name.trim())
    return values.filter((name) => /^[a-z]/.test(name) && !name.startsWith('type ')).map((name) => ({ name, target }))
  })
}

const ownCode = /^(app|components|lib)\/.*\.tsx?$/

/**
 * Reports values that pages rendered on the server import from client modules: the server can only render the components
 * of such a module, and throws at any call of its functions.
 */
export function clientValuesOnServer(modules, read) {
  const bySource = new Map(modules.map((module) => [module.source, module]))
  const rendered = modules.filter(({ source }) => source.startsWith('app/') && ownCode.test(source))
  const seen = new Set()
  for (const module of rendered) {
    if (seen.has(module) || aside.test(module.source) || isClient(read(module.source))) continue
    seen.add(module)
    for (const { resolved } of module.dependencies)
      if (ownCode.test(resolved) && bySource.has(resolved)) rendered.push(bySource.get(resolved))
  }
  return [...seen].flatMap((module) =>
    clientValues(module, read).map(
      ({ name, target }) =>
        `${module.source} runs on the server and imports ${name} from ${target}, which runs only in browsers. Move ${name} to a module without 'use client'.`,
    ),
  )
}
