import { closeSync, existsSync, openSync } from 'node:fs'
import pino from 'pino'
import { expect, test } from 'vitest'
import { logOutput } from './log-output'

test.skipIf(!existsSync('/dev/full'))('logging goes on, without an error, while the disk is full', () => {
  const full = openSync('/dev/full', 'w')
  const log = pino({ base: null }, logOutput(full))
  for (let line = 0; line < 3; line++) expect(() => log.info('a line')).not.toThrow()
  closeSync(full)
})
