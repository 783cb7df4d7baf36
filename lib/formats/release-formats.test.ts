import { describe, expect, it } from 'vitest'
import { isReleaseFormat, releaseFileName, releaseFormatKeys, releaseFormatOf } from './release-formats'

describe('files of a release', () => {
  it('have unique names that determine the format', () => {
    const names = releaseFormatKeys.map((format) => releaseFileName('photos', '1.0', format))
    expect(new Set(names).size).toBe(names.length)
    for (const [at, name] of names.entries()) expect(releaseFormatOf('photos', '1.0', name)).toBe(releaseFormatKeys[at])
  })

  it('are not mistaken for other formats or files of other releases', () => {
    expect(isReleaseFormat('toString')).toBe(false)
    expect(releaseFormatOf('photos', '1', 'photos-2-labels.csv')).toBeNull()
  })
})
