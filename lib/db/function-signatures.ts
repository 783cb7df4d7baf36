import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withScratchDatabase } from './function-drift'
import { withClient } from './session/with-client'
import { fileOf, readFunctions } from './sql-functions'

/** Functions that servers call, a line each: `name(parameters) RETURNS result`. `npm run db:functions` adds lines. */
export const signaturesFile = 'prisma/function-signatures.txt'

const nameOf = (signature: string) => signature.slice(0, signature.indexOf('('))

/**
 * Returns a sentence for each function that a server of the previous version would call, but that is gone or has other
 * parameters or another result: all servers of a database share its functions, and the first server with a new version
 * replaces them.
 * @param kept the signatures on file
 * @param current those of prisma/functions
 * @param called the names of the functions that code calls now
 */
function signatureProblems(kept: readonly string[], current: readonly string[], called: readonly string[]) {
  const now = new Map(current.map((signature) => [nameOf(signature), signature]))
  const changed = kept.flatMap((signature) => {
    const name = nameOf(signature)
    if (now.get(name) === signature) return []
    return now.has(name)
      ? [
          `${fileOf(name)}: parameters or result changed. Keep the file for a version, and give the new one another name.`,
        ]
      : [`${fileOf(name)} is gone. Keep it for a version; then remove its line from ${signaturesFile} as well.`]
  })
  const names = kept.map(nameOf)
  const added = called.filter((name) => !names.includes(name))
  return [
    ...changed,
    ...added.map((name) => `${signaturesFile} has no line for ${name}, which servers call: npm run db:functions`),
  ]
}

/** Compares the signatures on file with prisma/functions, on the server of `url`. */
export const findSignatureProblems = async (url: string, projectRoot: string): Promise<string[]> =>
  signatureProblems(
    readSignatures(projectRoot),
    await withScratchDatabase(url, projectRoot, findSignatures),
    calledFunctions(projectRoot),
  )

/** Adds functions that servers call to the signatures on file and keeps every existing line. Returns the names. */
export async function addSignatures(url: string, projectRoot: string): Promise<string[]> {
  const kept = readSignatures(projectRoot)
  const names = kept.map(nameOf)
  const called = calledFunctions(projectRoot).filter((name) => !names.includes(name))
  const current = await withScratchDatabase(url, projectRoot, findSignatures)
  const added = current.filter((signature) => called.includes(nameOf(signature)))
  writeFileSync(path.join(projectRoot, signaturesFile), `${[...kept, ...added].sort().join('\n')}\n`)
  return added.map(nameOf)
}

function readSignatures(projectRoot: string): string[] {
  const file = path.join(projectRoot, signaturesFile)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

/** Leaves out functions that only other functions call, because they are replaced together with these. */
function calledFunctions(projectRoot: string): string[] {
  const code = readdirSync(path.join(projectRoot, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(projectRoot, 'lib', file), 'utf8'))
    .join('\n')
  return readFunctions(projectRoot)
    .map(({ name }) => name)
    .filter((name) => new RegExp(`\\b${name}\\(`).test(code))
}

const findSignatures = (url: string): Promise<string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ signature: string }>(`
      SELECT format('%s(%s) RETURNS %s', proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)) AS signature
      FROM pg_proc p JOIN _sql_function f ON f.name = p.proname
      WHERE pronamespace = 'public'::regnamespace`)
    return rows.map(({ signature }) => signature)
  })
