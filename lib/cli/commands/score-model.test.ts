import { expect, test } from 'vitest'
import { scoreModelCommand } from './score-model'

test.each(['--model', '--name'])(
  '%s names the model: as for predictions that are imported, and as in earlier versions',
  (option) => {
    const command = scoreModelCommand().exitOverride()
    command
      .action(() => {})
      .parse(['--project', 'real', '--predictions', 'top1.json', option, 'mine'], { from: 'user' })
    expect(command.opts()).toMatchObject({ model: 'mine' })
  },
)
