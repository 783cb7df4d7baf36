'use client'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { folderPlanOf, isEmptyPlan, isMatrix, labelSource } from '@/lib/domain/data/folder-plan'
import { type ChosenFile, type ImportChoices, isPicture, type KnownData } from '@/lib/domain/data/folder-proposal'
import { byteSizeText } from '@/lib/wording/byte-size'
import { planWords } from '@/lib/wording/data'
import { counted } from '@/lib/wording/number'
import { FileButtons } from './file-buttons'
import { FileRoles } from './file-roles'
import { ModelNames } from './model-names'
import type { ImportFlow } from './use-import'

interface ImportPlanProps {
  flow: ImportFlow
  files: ChosenFile[]
  choices: ImportChoices
  known: KnownData
  isImporting: boolean
  /** Of files that may wait to be imported. */
  mostBytes: number
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function labelWords(source: ReturnType<typeof labelSource>): string {
  if (!source) return ''
  return source.from === 'file' ? `From ${source.file.path}.` : 'The folder that a picture lies in is its label.'
}

/** What the chosen files are, what would be done with them, and what may be changed before it is. */
export function ImportPlan({ flow, files, choices, known, isImporting, mostBytes }: ImportPlanProps) {
  const { plan, files: sent, problems: unclear } = folderPlanOf(files, choices, known)
  const others = files.filter((file) => !isPicture(file))
  const pictures = files.length - others.length
  const manifest = others.find(({ path }) => choices.roles[path] === 'manifest')
  const source = labelSource(files, choices.roles)
  const isEmpty = isEmptyPlan(plan)
  const bytes = sent.reduce((sum, { byteSize }) => sum + byteSize, 0)
  const tooMuch = `These files are ${byteSizeText(bytes)}, and at most ${byteSizeText(mostBytes)} may be sent at once: send them as several imports.`
  const problems = bytes > mostBytes ? [...unclear, tooMuch] : unclear
  const hasClassFile = plan.classes?.from === 'file'
  const offersImagenet = known.classCount === 0 && !hasClassFile
  const words = planWords(plan, { pictures, hasCredits: manifest?.traits.hasCredits ?? false })
  return (
    <div className="flex flex-col gap-5 px-5 py-5">
      <div>
        <h2 className="text-balance font-semibold text-question">
          {isEmpty ? 'Say what these files are' : capital(words)}
        </h2>
        <p className="mt-1 text-second tabular-nums">
          {counted(sent.length, 'file', 'files', 'en')}, {byteSizeText(bytes)}. All of it is imported, or nothing.
        </p>
      </div>
      {(source || offersImagenet) && (
        <div className="grid gap-4 desk:grid-cols-2">
          {offersImagenet && (
            <Checkbox
              label="Bring in the ImageNet-1k classes first"
              hint="1,000 classes with names, descriptions and hierarchy from WordNet."
              checked={choices.takesImagenet}
              onChange={(event) => flow.change({ takesImagenet: event.target.checked })}
            />
          )}
          {source && (
            <Checkbox
              label="Original labels"
              hint={labelWords(source)}
              checked={choices.takesLabels}
              onChange={(event) => flow.change({ takesLabels: event.target.checked })}
            />
          )}
        </div>
      )}
      {plan.predictions.length > 0 && (
        <div className="flex flex-col gap-4">
          <ModelNames flow={flow} files={others} choices={choices} known={known} />
          <div className="grid gap-4 desk:grid-cols-2">
            <Checkbox
              label="Models may leave images out"
              hint="Otherwise each has to say something of every image."
              checked={choices.isPartial}
              onChange={(event) => flow.change({ isPartial: event.target.checked })}
            />
            {others.some(({ path }) => choices.roles[path] === 'predictions' && isMatrix(path)) && (
              <Select
                label="Numbers in matrices"
                value={choices.matrixKind ?? ''}
                onChange={(event) =>
                  flow.change({ matrixKind: (event.target.value || null) as ImportChoices['matrixKind'] })
                }
              >
                <option value="">As the name of the array says</option>
                <option value="probability">Probabilities</option>
                <option value="logit">Logits</option>
              </Select>
            )}
          </div>
        </div>
      )}
      {others.length > 0 && <FileRoles flow={flow} files={others} choices={choices} />}
      {problems.length > 0 && (
        <Notice tone="error" title="Before it can start">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="main" disabled={isEmpty || problems.length > 0 || isImporting} onClick={() => void flow.start()}>
          Import
        </Button>
        <FileButtons what="more data" onChoose={(more) => void flow.choose(more)} />
        <Button tone="quiet" onClick={flow.forget}>
          Discard
        </Button>
        {isImporting && <p className="text-second">Another import runs. This one can start when it is done.</p>}
      </div>
    </div>
  )
}
