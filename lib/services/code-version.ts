import { env } from '@/lib/env'
import { installedVersion } from './installed-version'

/** CODE_VERSION if it is set, else the version of the package and the commit. */
export async function codeVersion(projectRoot: string): Promise<string> {
  if (env.CODE_VERSION !== 'unversioned') return env.CODE_VERSION
  return (await installedVersion(projectRoot)) ?? env.CODE_VERSION
}
