import { Checkbox } from '@/components/ui/checkbox'
import { folderClasses, labelSource, type PlannedImport } from '@/lib/domain/data/folder-plan'
import type { ChosenFile, ImportChoices, KnownData } from '@/lib/domain/data/folder-proposal'
import { counted } from '@/lib/wording/number'
import { namesText } from '@/lib/wording/plan'
import type { ImportFlow } from './use-import'

interface ClassChoicesProps {
  flow: ImportFlow
  files: readonly ChosenFile[]
  choices: ImportChoices
  known: KnownData
  plan: PlannedImport
}

function labelWords(source: NonNullable<ReturnType<typeof labelSource>>): string {
  return source.from === 'file' ? `From ${source.file.path}.` : 'Each image’s label is its folder name.'
}

/** Where classes come from when no file has them, and whether original labels are brought in. */
export function ClassChoices({ flow, files, choices, known, plan }: ClassChoicesProps) {
  const folders = folderClasses(files, choices.roles, known)
  const source = labelSource(files, choices.roles)
  const offersImagenet = known.classCount === 0 && plan.classes?.from !== 'file'
  if (!source && !offersImagenet) return null
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      {folders.length > 0 && (
        <Checkbox
          label={`Create ${counted(folders.length, 'class', 'classes', 'en')} from folder names`}
          hint={namesText(folders)}
          checked={plan.classes?.from === 'folders'}
          onChange={({ target: { checked } }) =>
            flow.change({
              takesFolderClasses: checked,
              ...(checked && { takesImagenet: false, takesLabels: true }),
            })
          }
        />
      )}
      {offersImagenet && (
        <Checkbox
          label="Import the ImageNet-1k classes first"
          hint="1,000 classes with names, descriptions and hierarchy from WordNet."
          checked={choices.takesImagenet}
          onChange={({ target: { checked } }) =>
            flow.change({ takesImagenet: checked, ...(checked && { takesFolderClasses: false }) })
          }
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
  )
}
