import { ports } from './ports'
import { proxyAddress } from './support/direct-request'
import { startApp } from './support/server'

/** Starts one app for all tests, which create and delete their own rows in it. */
export default async function globalSetup() {
  const env = { TRUSTED_PROXIES: proxyAddress }
  const app = await startApp({ port: ports.app, name: 'e2e', env })
  process.env.E2E_SETUP_LINK = app.link
  process.env.E2E_DATA_DIR = app.dataDir
  return () => app.stop()
}
