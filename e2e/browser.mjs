import { existsSync } from 'node:fs'
import { chromium } from 'playwright/test'

const files = {
  linux: [
    // The headless shell renders the same with a fifth less processor time.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** Path of Chromium: CHROMIUM_PATH, else Playwright's own, else the system's; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  return [chromium.executablePath(), ...(files[process.platform] ?? [])].find((file) => file && existsSync(file))
}

/** Playwright's launch options. They disable everything that would access the network. */
export function launchOptions() {
  // Chromium's sandbox does not work as root.
  const isRoot = process.getuid?.() === 0
  return {
    executablePath: findChromium(),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
