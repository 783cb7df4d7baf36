import { expect, test } from 'vitest'
import { creatorOf, licenseOf } from './dataset-metadata'

test('names the authors as creators in order, or the project', () => {
  expect(creatorOf(['Ada', 'Charles'], 'Birds', 'sc:')).toEqual([
    { '@type': 'sc:Person', name: 'Ada' },
    { '@type': 'sc:Person', name: 'Charles' },
  ])
  expect(creatorOf([], 'Birds')).toEqual({ '@type': 'Organization', name: 'Birds' })
})

test('has a license in every case, since engines require one', () => {
  expect(licenseOf('https://creativecommons.org/licenses/by/4.0/')).toBe('https://creativecommons.org/licenses/by/4.0/')
  expect(licenseOf('CC BY 4.0')).toEqual({ '@type': 'CreativeWork', name: 'CC BY 4.0' })
  expect(licenseOf('')).toEqual({ '@type': 'CreativeWork', name: 'Not stated: ask the publisher.' })
})
