import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useRequest, useSending } from '@/components/kit/use-request'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { TryAgain } from '@/components/ui/try-again'
import { useReason } from '@/components/ui/use-reason'
import { ownSuggestions } from '@/lib/client/rating/suggestions'
import type { OwnSuggestions } from '@/lib/contracts/classes/suggestion'
import { maxSuggestions } from '@/lib/domain/classes/suggestion'
import { ClassSearch, type SuggestingTask } from './class-search'

interface SuggestionDialogProps {
  slug: string
  task: SuggestingTask
  onClose: () => void
  onCount: (count: number) => void
  announce: (text: string) => void
  /** The picture, if the screen shows several. */
  picture?: ReactNode
}

function useOwnSuggestions({ slug, task, onCount, announce }: Omit<SuggestionDialogProps, 'onClose' | 'picture'>) {
  const t = useTranslations('suggestions')
  const [{ read, change }] = useState(() => ownSuggestions(slug, task))
  const name = `suggestions ${slug} ${task.assignmentId} ${task.picture ?? ''}`
  // Fetched again on every opening, because other tasks with the same image share these suggestions.
  const found = useRequest(name, read, false)
  const put = (output: OwnSuggestions) => {
    found.put(name, output)
    onCount(output.suggestions.length)
  }
  const saving = useSending(change, put)
  return {
    found,
    saving,
    own: found.data?.suggestions ?? [],
    add(text: string, onAdded: () => void) {
      void saving.mutate((names) => [...names, text], {
        onSuccess({ suggestions }) {
          onAdded()
          announce(t('announceAdded', { name: text, count: suggestions.length }))
        },
      })
    },
    remove(text: string) {
      void saving.mutate((names) => names.filter((other) => other !== text), {
        onSuccess: () => announce(t('announceRemoved', { name: text })),
      })
    },
  }
}

export default function SuggestionDialog({ onClose, picture, ...of }: SuggestionDialogProps) {
  const t = useTranslations('suggestions')
  const reason = useReason()
  const [text, setText] = useState('')
  const { found, saving, own, add, remove } = useOwnSuggestions(of)
  const isLoaded = found.data !== undefined
  const isFull = own.length >= maxSuggestions
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      description={t('text')}
      actions={
        <Button tone="main" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      {picture}
      <div className="flex flex-col gap-3 pt-1">
        {found.isError ? (
          <Notice tone="error" action={<TryAgain size="small" onRetry={() => void found.refetch()} />}>
            {t('notLoaded')}
          </Notice>
        ) : (
          <ClassSearch
            {...of}
            text={text}
            onText={setText}
            isBusy={!isLoaded || saving.isPending}
            isFull={isFull}
            taken={own.map(({ name }) => name)}
            onAdd={(name) => add(name, () => setText(''))}
          />
        )}
        {saving.error && <Notice tone="error">{t('failed', { reason: reason(saving.error) })}</Notice>}
        {isFull && <p className="text-second text-small">{t('full', { count: maxSuggestions })}</p>}
        {own.length > 0 && (
          <section aria-label={t('yours')}>
            <h3 className="pb-1.5 font-medium text-[13px]">{t('yours')}</h3>
            <ul className="flex flex-wrap gap-1.5">
              {own.map(({ name, isClass }) => (
                <li key={name} className="max-w-full">
                  <Chip
                    tone={isClass ? 'accent' : 'outlined'}
                    onRemove={() => remove(name)}
                    removeLabel={t('remove', { name })}
                  >
                    {isClass ? name : `“${name}”`}
                  </Chip>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}
