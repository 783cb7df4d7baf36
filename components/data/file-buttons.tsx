'use client'

import { type ChangeEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { FileUp, FolderUp } from '@/components/ui/generated/icons'
import { filesOfInput, type LocalFile } from '@/lib/client/data/chosen-files'

interface FileButtonsProps {
  onChoose: (files: LocalFile[]) => void
  /** What is chosen, as the end of the button's name: “pictures”. */
  what?: string
  /** File endings, as an input takes them. */
  accept?: string
  withFolder?: boolean
  disabled?: boolean
  size?: 'normal' | 'small'
}

/** Opens the browser's own choice of files, or of a whole folder. */
export function FileButtons({ onChoose, what, accept, withFolder = true, disabled, size }: FileButtonsProps) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const name = (word: string) => (what ? `${word} of ${what}` : word)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    onChoose(filesOfInput(event.target.files))
    // The same files may be chosen again after they were changed.
    event.target.value = ''
  }
  return (
    <>
      <Button size={size} disabled={disabled} aria-label={name('Choose files')} onClick={() => files.current?.click()}>
        <FileUp aria-hidden size={16} />
        Choose files
      </Button>
      <input ref={files} type="file" multiple hidden accept={accept} aria-label={name('Files')} onChange={take} />
      {withFolder && (
        <>
          <Button
            size={size}
            disabled={disabled}
            aria-label={name('Choose a folder')}
            onClick={() => folder.current?.click()}
          >
            <FolderUp aria-hidden size={16} />
            Choose a folder
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            // Known to every browser and not to React's types of HTML.
            {...{ webkitdirectory: '' }}
            aria-label={name('Folder')}
            onChange={take}
          />
        </>
      )}
    </>
  )
}
