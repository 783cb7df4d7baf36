#!/usr/bin/env node
import './node-version.mjs'

const { loadSettings, prepare, runBundle } = await import('./prepare.mjs')
const { endWith } = await import('./start-problem.mjs')
try {
  loadSettings()
  await prepare()
  await runBundle('main')
} catch (error) {
  endWith(error)
}
