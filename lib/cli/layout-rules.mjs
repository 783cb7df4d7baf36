/** More files than this in one folder, tests aside, and nobody finds anything in it by reading its list. */
export const mostFiles = 45

const layers = 'lib/services|lib/db|lib/domain|components'
const aside = /\.test\.tsx?$|\/(testing|generated)\//

function featureOf(file) {
  const [, layer, feature] = file.match(`^(${layers})/([^/]+)/`) ?? []
  return aside.test(file) ? null : layer && { layer, feature }
}

/** Imports between the folders of one layer, as `layer/from → layer/to`, each with the imports that make it. */
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

/** Pairs of features in one layer that import each other, as sentences with every import in both directions. */
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
 * Files that write SQL outside `lib/db`, and those in it that read rows without a schema, as sentences. Benchmarks and
 * tests may: they measure and check what no feature of the product asks. `read` gives the text of a file.
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

/** The most lines a file may have; tables of cases in tests may be longer. */
export const mostLines = 300

/** Files with more lines than that, as sentences. */
export function longFiles(modules, read) {
  return modules
    .filter(({ source }) => /^(app|components|lib)\/.*\.(tsx?|mjs)$/.test(source) && !aside.test(source))
    .map(({ source }) => ({ source, lines: read(source).split('\n').length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ source, lines }) => `${source} has ${lines} lines; at most ${mostLines} are allowed in one file.`)
}

/** Components and pages that write the key of a query themselves, as sentences: a key used twice must be the same. */
export function inlineQueryKeys(modules, read) {
  return modules
    .filter(({ source }) => /^(app|components)\//.test(source) && !aside.test(source))
    .filter(({ source }) => /queryKey: \[/.test(read(source)))
    .map(({ source }) => `${source} contains a query key. Declare the query in lib/client with queryOptions.`)
}

/** Folders with more files than anybody can survey; tests beside their files are not counted, journeys in e2e are. */
export function crowdedFolders(modules) {
  const counts = new Map()
  for (const { source } of modules) {
    if (!/^(app|components|e2e|lib)\//.test(source) || aside.test(source)) continue
    const folder = source.slice(0, source.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > mostFiles)
    .map(([folder, count]) => `${folder} holds ${count} files; at most ${mostFiles} are allowed in one folder.`)
}
