'use client'

import { clsx } from 'clsx'
import { type ChangeEvent, type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FileUp, FolderUp } from '@/components/ui/generated/icons'
import { filesOfDrop, filesOfInput, type LocalFile } from '@/lib/client/data/chosen-files'

interface FileButtonsProps {
  onChoose: (files: LocalFile[]) => void
  /** What is chosen, as the end of the button's name, such as "pictures". */
  what?: string
  accept?: string
  withFolder?: boolean
  disabled?: boolean
}

export function FileButtons({ onChoose, what, accept, withFolder = true, disabled }: FileButtonsProps) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const name = (word: string) => (what ? `${word} of ${what}` : word)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    onChoose(filesOfInput(event.target.files))
    // Otherwise choosing the same files again, after they changed, would fire no event.
    event.target.value = ''
  }
  return (
    <>
      <Button disabled={disabled} aria-label={name('Choose files')} onClick={() => files.current?.click()}>
        <FileUp aria-hidden size={16} />
        Choose files
      </Button>
      <input ref={files} type="file" multiple hidden accept={accept} aria-label={name('Files')} onChange={take} />
      {withFolder && (
        <>
          <Button disabled={disabled} aria-label={name('Choose a folder')} onClick={() => folder.current?.click()}>
            <FolderUp aria-hidden size={16} />
            Choose a folder
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            // All browsers support it, but React's types do not know it.
            {...{ webkitdirectory: '' }}
            aria-label={name('Folder')}
            onChange={take}
          />
        </>
      )}
    </>
  )
}

interface DropAreaProps {
  onDrop: (files: Promise<LocalFile[]>) => void
  isBusy: boolean
  children: ReactNode
}

const holdsFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false

/** Accepts dropped files and folders. Blocks drops elsewhere, because the browser would navigate to the file. */
export function DropArea({ onDrop, isBusy, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)

  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      const isTaken = event.defaultPrevented
      event.preventDefault()
      if (event.dataTransfer && !isTaken) event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])

  function leave(by: number) {
    depth.current = Math.max(0, depth.current + by)
    setOver(depth.current > 0)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    depth.current = 0
    setOver(false)
    if (!isBusy && holdsFiles(event.dataTransfer)) onDrop(filesOfDrop(event.dataTransfer))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an alternative to the buttons inside
    <div
      onDragEnter={(event) => holdsFiles(event.dataTransfer) && leave(1)}
      onDragLeave={(event) => holdsFiles(event.dataTransfer) && leave(-1)}
      onDragOver={(event) => {
        event.preventDefault()
        event.dataTransfer.dropEffect = isBusy ? 'none' : 'copy'
      }}
      onDrop={drop}
      className={clsx(
        'rounded-card border border-dashed bg-card transition-colors duration-150',
        isOver && !isBusy ? 'border-accent bg-accent-soft' : 'border-edge',
      )}
    >
      {children}
    </div>
  )
}
