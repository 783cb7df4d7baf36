import { readFileSync } from 'node:fs'

/** Settings that are secret. Vaults, Kubernetes and systemd hand such values over as files. */
export const secretSettings = [
  'DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'NEXTAUTH_SECRET',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
]

/**
 * Reads each secret whose setting NAME_FILE names a file, and puts it where NAME would be; a newline at the end is dropped.
 * Throws an Error where the file cannot be read or is empty, or where both settings are set.
 * @param {Record<string, string | undefined>} env
 */
export function readSecretFiles(env) {
  for (const name of secretSettings) {
    const file = env[`${name}_FILE`]
    if (!file) continue
    if (env[name]) throw new Error(`Invalid settings: ${name} and ${name}_FILE are both set. Remove one of them.`)
    env[name] = readSecret(`${name}_FILE`, file)
    // Processes started from here on are given the value, and would find both.
    delete env[`${name}_FILE`]
  }
}

function readSecret(setting, file) {
  const expected = `Invalid settings: ${setting} must be the path of a file that contains the secret`
  let text
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new Error(`${expected}; ${file} cannot be read (${error.code}).`)
  }
  if (text.trim() === '') throw new Error(`${expected}; ${file} is empty.`)
  return text
}
