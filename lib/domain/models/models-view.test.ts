import { describe, expect, test } from 'vitest'
import { modelsViewAddress, modelsViewOf, noModelsView, withChosen } from './models-view'

const read = (address: string) => modelsViewOf(Object.fromEntries(new URLSearchParams(address)))

describe('the view of models', () => {
  test('stands in its address, whole', () => {
    const view = { run: 3, release: null, chosen: [4, 7], threshold: 0.62, fit: 'timm 2026', breakAt: 76.5 }
    expect(read(modelsViewAddress(view))).toEqual(view)
    expect(modelsViewAddress(view)).toBe('?run=3&compare=4,7&at=0.62&fit=timm+2026&break=76.5')
    expect(modelsViewAddress(noModelsView)).toBe('')
    expect(read(modelsViewAddress({ ...noModelsView, release: '1.0' })).release).toBe('1.0')
  })

  test('leaves out what it does not understand', () => {
    expect(read('?run=x&compare=a,2,2,3,4&at=1.5&break=200&fit=')).toEqual({ ...noModelsView, chosen: [2, 3] })
    expect(modelsViewOf({ run: ['1', '2'] })).toEqual(noModelsView)
  })

  test('compares two at most: of three the oldest goes', () => {
    expect(withChosen([1, 2], 3)).toEqual([2, 3])
    expect(withChosen([1, 2], 1)).toEqual([2])
  })
})
