'use client'

import { Button } from '@/components/ui/button'
import { Checkbox, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { capitalized } from '@/lib/domain/capitalized'
import { isUnreadPicture } from '@/lib/domain/data/file-role'
import { folderClasses, folderClassObstacle, folderPlanOf, isEmptyPlan, isMatrix } from '@/lib/domain/data/folder-plan'
import { type ChosenFile, type ImportChoices, isPicture, type KnownData } from '@/lib/domain/data/folder-proposal'
import { isOnnx } from '@/lib/domain/data/onnx-files'
import { byteSizeText } from '@/lib/wording/byte-size'
import {
  anotherImportMessage,
  folderClassObstacleText,
  importPlanText,
  modelsNotRunText,
  unreadPicturesText,
} from '@/lib/wording/data'
import { counted } from '@/lib/wording/number'
import { FileButtons } from './choose-files'
import { ClassChoices, FileRoles, ModelNames } from './import-choices'
import type { ImportFlow } from './use-import'

interface ImportPlanProps {
  flow: ImportFlow
  files: ChosenFile[]
  choices: ImportChoices
  known: KnownData
  isImporting: boolean
  /** Size limit of files waiting to be imported. */
  maxBytes: number
}

/** Says which files are skipped, and why folder names are not offered as classes. */
function importNotes(files: readonly ChosenFile[], obstacle: string | null): string[] {
  const paths = files.map(({ path }) => path)
  const unread = paths.filter(isUnreadPicture)
  const models = paths.filter(isOnnx)
  return [
    ...(obstacle === null ? [] : [folderClassObstacleText(obstacle)]),
    ...(unread.length > 0 ? [unreadPicturesText(unread)] : []),
    ...(models.length > 0 ? [modelsNotRunText(models)] : []),
  ]
}

export function ImportPlan({ flow, files, choices, known, isImporting, maxBytes }: ImportPlanProps) {
  const { plan, files: sent, problems: unclear } = folderPlanOf(files, choices, known)
  const others = files.filter((file) => !isPicture(file) && !isUnreadPicture(file.path))
  const pictures = files.filter(isPicture).length
  const manifest = others.find(({ path }) => choices.roles[path] === 'manifest')
  const isEmpty = isEmptyPlan(plan)
  const bytes = sent.reduce((sum, { byteSize }) => sum + byteSize, 0)
  const tooMuch = `These files are ${byteSizeText(bytes)}, and at most ${byteSizeText(maxBytes)} can be uploaded at once. Split them into several imports.`
  const problems = bytes > maxBytes ? [...unclear, tooMuch] : unclear
  const words = importPlanText(plan, {
    pictures,
    hasCredits: manifest?.traits.hasCredits ?? false,
    folderClasses: folderClasses(files, choices.roles, known).length,
  })
  return (
    <div className="flex flex-col gap-5 px-5 py-5">
      <div>
        <h2 className="text-balance font-semibold text-question">
          {isEmpty ? (others.length > 0 ? 'Choose what each file is' : 'Nothing to import') : capitalized(words)}
        </h2>
        {sent.length > 0 && (
          <p className="mt-1 text-second tabular-nums">
            {counted(sent.length, 'file')}, {byteSizeText(bytes)}. Either everything is imported, or nothing.
          </p>
        )}
      </div>
      <ClassChoices flow={flow} files={files} choices={choices} known={known} plan={plan} />
      {plan.predictions.length > 0 && (
        <div className="flex flex-col gap-4">
          <ModelNames flow={flow} files={others} choices={choices} known={known} />
          <div className="grid gap-4 desk:grid-cols-2">
            <Checkbox
              label="Allow models to omit images"
              hint="Otherwise each model must have a prediction for every image."
              checked={choices.isPartial}
              onChange={(event) => flow.change({ isPartial: event.target.checked })}
            />
            {others.some(({ path }) => choices.roles[path] === 'predictions' && isMatrix(path)) && (
              <Select
                label="Matrix values"
                value={choices.matrixKind ?? ''}
                onChange={(event) =>
                  flow.change({ matrixKind: (event.target.value || null) as ImportChoices['matrixKind'] })
                }
              >
                <option value="">Detect from the array name</option>
                <option value="probability">Probabilities</option>
                <option value="logit">Logits</option>
              </Select>
            )}
          </div>
        </div>
      )}
      {importNotes(files, folderClassObstacle(files, choices.roles, known)).map((note) => (
        <Notice key={note} tone="info">
          {note}
        </Notice>
      ))}
      {others.length > 0 && <FileRoles flow={flow} files={others} choices={choices} />}
      {flow.note && <Notice tone="info">{flow.note}</Notice>}
      {problems.length > 0 && (
        <Notice tone="error" title="Fix this before importing">
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
        {isImporting && <p className="text-second">{anotherImportMessage}</p>}
      </div>
    </div>
  )
}
