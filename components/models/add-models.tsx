'use client'

import { useState } from 'react'
import { ImportDialog, stemOf } from '@/components/data/import-dialog'
import { Checkbox, Field } from '@/components/ui/field'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import type { ModelsData } from '@/lib/contracts/models/models-page'
import { purposeProblem } from '@/lib/domain/data/folder-proposal'

const takenName = (name: string) =>
  `“${name}” is already scored. Enter another name, or select “Replace scored models with the same name”.`

interface AddModelsProps {
  slug: string
  /** The models that the project has. */
  models: ModelsData['models']
  tone: 'main' | 'plain'
  /** The id of the text that says why no models can be added now. */
  obstacleId: string | undefined
}

/** Imports models to score: a single file, one file per model, or a table of (name, file) with its files. */
export function AddModels({ slug, models, tone, obstacleId }: AddModelsProps) {
  const [files, setFiles] = useState<LocalFile[]>([])
  const [name, setName] = useState('')
  const [isReplacing, setReplacing] = useState(false)
  const isOne = files.length === 1
  // The names of several models may be in a table, which the server reads.
  const known = isOne ? models.find((one) => one.name === name.trim()) : undefined
  const isReady = isOne ? name.trim() !== '' : files.length > 0
  return (
    <ImportDialog
      slug={slug}
      kind="import-models"
      button={{ tone, children: 'Add models', disabled: obstacleId !== undefined, 'aria-describedby': obstacleId }}
      title="Add models for scoring"
      description="They do not propose labels and are not used as evidence. Either all of them are added or none."
      isWide
      confirm={files.length > 1 ? 'Add models' : 'Add and score'}
      files={files}
      onFiles={(chosen) => {
        setFiles(chosen)
        setName(chosen.length === 1 ? stemOf(chosen[0]!) : '')
      }}
      input={isReady ? { ...(isOne && { name: name.trim() }), mode: isReplacing ? 'replace' : 'new' } : null}
      obstacle={known ? (purposeProblem(known, true) ?? (isReplacing ? null : takenName(known.name))) : null}
      invitation="Drop files here"
      hint={
        files.length > 1
          ? 'With a table of (name, file), the models in the table. Otherwise each file is one model, named after the file.'
          : 'A JSON list of class indices in image order, CSV (file, label), JSON Lines or .npz; or a CSV table with the columns name and file, together with its files or in one zip with them.'
      }
      picker={{ what: 'models' }}
    >
      {isOne && (
        <Field
          label="Model name"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <Checkbox
        label="Replace scored models with the same name"
        checked={isReplacing}
        onChange={(event) => setReplacing(event.currentTarget.checked)}
      />
    </ImportDialog>
  )
}
