/** A folder with more files, excluding tests, is too long to survey. */
export const mostFiles = 45

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
export const mostLines = 300

export function longFiles(modules, read) {
  return modules
    .filter(({ source }) => /^(app|components|lib)\/.*\.(tsx?|mjs)$/.test(source) && !aside.test(source))
    .map(({ source }) => ({ source, lines: read(source).split('\n').length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ source, lines }) => `${source} has ${lines} lines; at most ${mostLines} are allowed in one file.`)
}

/** Reports components and pages with an inline query key, because equal keys must be declared once. */
export function inlineQueryKeys(modules, read) {
  return modules
    .filter(({ source }) => /^(app|components)\//.test(source) && !aside.test(source))
    .filter(({ source }) => /queryKey: \[/.test(read(source)))
    .map(({ source }) => `${source} contains a query key. Declare the query in lib/client with queryOptions.`)
}

/** Reports folders with too many files; tests next to their files do not count, journeys in e2e do. */
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
