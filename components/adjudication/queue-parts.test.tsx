import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { EmptyQueue } from './queue-parts'
import { BackButton } from './workspace-card'

const workspace = {
  engine: { goOn: async () => undefined, view: () => ({ error: null }) },
  announcement: '',
}

const shown = (adjudicated: number, sinceRun: number, canUndo = false) =>
  renderToStaticMarkup(
    <EmptyQueue
      slug="birds"
      view={{ kind: null, classIndex: null, image: null }}
      progress={{ sent: 0, near: 0, differ: 0, changes: 0, adjudicated, sinceRun, canUndo }}
      isAdmin
      workspace={workspace}
      undo={<BackButton label="Undo your last decision" isPossible={canUndo} isBusy={false} onBack={() => undefined} />}
    />,
  )

test('offers to aggregate with decisions only if the latest run has not used all of them', () => {
  expect(shown(0, 0)).toContain('Aggregate votes')
  expect(shown(3, 1)).toContain('Aggregate with these decisions')
  expect(shown(3, 0)).toContain('See results')
  expect(shown(3, 0)).not.toContain('Aggregate')
})

test('offers to undo only if there is a decision to undo', () => {
  expect(shown(1, 1, true)).toContain('Undo your last decision')
  expect(shown(1, 1)).not.toContain('Undo')
})
