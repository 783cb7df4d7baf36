import { expect, test } from 'vitest'
import { duplicateProjectInput, newProjectInput, projectSettingsInput } from './project'

test('makes the name of a project one line', () => {
  for (const input of [newProjectInput, projectSettingsInput, duplicateProjectInput]) {
    expect(input.parse({ name: ' Birds\r\n and\u2028bees\t2\n' })).toMatchObject({ name: 'Birds and bees 2' })
    expect(input.safeParse({ name: '\n \n' }).success).toBe(false)
  }
  expect(newProjectInput.parse({ name: 'a', description: 'b\n\nc' }).description).toBe('b\n\nc')
})
