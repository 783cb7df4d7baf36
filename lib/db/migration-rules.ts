/** Migrations whose names sort after this one must let servers of the previous version keep serving. */
export const rulesBeginAfter = '20261128110800'

/** A statement of a migration, with the comments before it. */
interface Statement {
  comment: string
  text: string
}

const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^;'"$/-]+|[\s\S]/g

/** Splits a script into statements. Ignores semicolons in strings, quoted names, function bodies and comments. */
export function statementsOf(script: string): Statement[] {
  const found: Statement[] = []
  let now: Statement = { comment: '', text: '' }
  for (const [part] of script.matchAll(token)) {
    if (part === ';') {
      found.push(now)
      now = { comment: '', text: '' }
    } else if (/^(--|\/\*)/.test(part)) now.comment += `${part}\n`
    else now.text += part
  }
  return [...found, now]
    .map(({ comment, text }) => ({ comment, text: text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '')
}

/** Tables with a row for each image, answer or vote: locking one makes all raters wait. */
const bigTables = [
  ...['image', 'candidate', 'candidate_model', 'prediction', 'task', 'task_candidate', 'assignment', 'shown_candidate'],
  ...['vote', 'vote_history', 'activity', 'score', 'run_label', 'run_image', 'label_score', 'label_stop', 'open_round'],
]

const name = '(?:IF (?:NOT )?EXISTS )?(?:ONLY )?"?(?:public"?\\."?)?(\\w+)"?'
const alter = new RegExp(`^ALTER TABLE ${name} (.*)$`, 'i')
const stillUsed = 'servers of the previous version still use it'

/** What is wrong with an action of ALTER TABLE on an existing table. */
const actions: [action: RegExp, why: string][] = [
  [/\bDROP (COLUMN\b|(?!CONSTRAINT|DEFAULT|NOT|EXPRESSION|IDENTITY)"?\w)/i, `drops a column: ${stillUsed}`],
  [/\bRENAME\b/i, `renames something: ${stillUsed} under the old name`],
  [/\bALTER (COLUMN )?"?\w+"? SET NOT NULL\b/i, 'forbids NULL: servers of the previous version may still write it'],
  [
    /\bADD (COLUMN )?(?!CONSTRAINT\b)[^,]*\bNOT NULL\b(?![^,]*\b(DEFAULT|GENERATED)\b)(?<!\bDEFAULT\b[^,]*)/i,
    'adds a required column: servers of the previous version do not know it; give it a default',
  ],
  [
    /\bALTER (COLUMN )?"?\w+"? (SET DATA )?TYPE\b/i,
    'changes a type: this rewrites the table under a lock, and some values may no longer fit',
  ],
  [/\bDROP DEFAULT\b/i, 'drops a default: servers of the previous version may rely on it'],
  [/\bDROP CONSTRAINT\b/i, 'drops a constraint that ON CONFLICT clauses of the previous version may name'],
  [
    /\bADD (CONSTRAINT "?\w+"? )?(CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY|EXCLUDE)\b/i,
    'adds a constraint that rows written by servers of the previous version may violate',
  ],
]

const others: [statement: RegExp, why: string][] = [
  [/^DROP (TABLE|VIEW|MATERIALIZED VIEW|TYPE|SEQUENCE|SCHEMA|FUNCTION|TRIGGER)\b/i, `drops something: ${stillUsed}`],
  [
    /^DROP INDEX (?!CONCURRENTLY)/i,
    'drops an index under a lock: write DROP INDEX CONCURRENTLY IF EXISTS, in a migration of its own',
  ],
  [/^DROP INDEX CONCURRENTLY (?!IF EXISTS)/i, 'cannot be repeated after an interruption: write IF EXISTS'],
  [/^ALTER (TYPE|VIEW|SEQUENCE|INDEX|SCHEMA)\b.*\bRENAME\b/i, `renames something: ${stillUsed} under the old name`],
  [/^(TRUNCATE|LOCK)\b/i, 'locks a whole table'],
]

const bigChange = new RegExp(`^(?:UPDATE|DELETE FROM) ${name}`, 'i')
const newIndex = new RegExp(`^CREATE (UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?"?\\w+"? ON ${name}`, 'i')

function problemOf(text: string, isNew: (table: string) => boolean): string | null {
  const [, table, action] = alter.exec(text) ?? []
  if (table && action && !isNew(table)) return actions.find(([pattern]) => pattern.test(action))?.[1] ?? null
  const index = newIndex.exec(text)
  if (index && !isNew(index[3]!)) {
    if (index[1]) return 'forbids duplicate rows: servers of the previous version may still write them'
    if (!index[2] && bigTables.includes(index[3]!))
      return 'locks a big table: write CREATE INDEX CONCURRENTLY, in a migration of its own'
  }
  const changed = bigChange.exec(text)?.[1]
  if (changed && bigTables.includes(changed))
    return 'changes many rows of a big table, each of which a rater may wait for: let a job do it'
  return others.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

export const isConcurrent = (sql: string): boolean =>
  statementsOf(sql).some(({ text }) => /^(CREATE (UNIQUE )?INDEX|DROP INDEX|REINDEX \w+) CONCURRENTLY\b/i.test(text))

/** Returns the name of the index that a single-statement migration creates concurrently. */
export const createdIndex = (sql: string): string | undefined =>
  /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?"?(\w+)"?/i.exec(statementsOf(sql)[0]?.text ?? '')?.[1]

/**
 * Returns a sentence for each statement of migrations that breaks or blocks servers of the previous version. A
 * statement that drops what no server uses any more says so in a comment above it, `-- unused since NAME`, where NAME
 * is the migration of the version that stopped using it; that must be an earlier one.
 */
export function migrationProblems(
  migrations: readonly { name: string; sql: string }[],
  after = rulesBeginAfter,
): string[] {
  const names = migrations.map((migration) => migration.name)
  return migrations
    .filter((migration) => migration.name > after)
    .flatMap(({ name, sql }) => {
      const statements = statementsOf(sql)
      const made = new Set(
        statements.flatMap(({ text }) => /^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/i.exec(text)?.[1] ?? []),
      )
      const problems = statements.flatMap(({ comment, text }) => {
        const why = problemOf(text.replace(/'(?:[^']|'')*'/g, "''"), (table) => made.has(table))
        const since = /\bunused since (\w+)/.exec(comment)?.[1]
        if (why === null || (since !== undefined && names.includes(since) && since < name)) return []
        const waived = since === undefined ? '' : ` There is no earlier migration ${since}.`
        return [`${name}: “${text.slice(0, 100)}” ${why}.${waived}`]
      })
      const isAlone = statements.length === 1 || !isConcurrent(sql)
      return isAlone
        ? problems
        : [...problems, `${name}: a statement with CONCURRENTLY must be the only one of its migration.`]
    })
}
