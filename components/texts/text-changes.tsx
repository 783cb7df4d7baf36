import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { TextChange } from '@/lib/contracts/texts'

type Line = Exclude<TextChange, { state: 'gap' }>

const word = { added: 'added', removed: 'removed', changed: 'reworded' } as const
const chip = {
  added: 'bg-yes-soft text-yes',
  removed: 'bg-danger-soft text-danger',
  changed: 'bg-maybe-soft text-maybe',
}

// Lines and words of a comparison never change, so their indices serve as keys.
const placed = <Item,>(items: readonly Item[]) => [...items.entries()]

/** Underlines added words and strikes out removed ones. Screen readers announce where each begins and ends. */
function Part({ part }: { part: Line['parts'][number] }) {
  const t = useTranslations('documents')
  if (part.state === 'same') return part.text
  const Tag = part.state === 'added' ? 'ins' : 'del'
  return (
    <Tag
      className={clsx(
        'rounded-[3px] px-0.5',
        part.state === 'added' ? 'bg-yes-soft text-yes underline' : 'bg-danger-soft text-danger line-through',
      )}
    >
      <span className="sr-only">{t(part.state === 'added' ? 'addedWords' : 'removedWords')} </span>
      {part.text}
      <span className="sr-only"> ({t('endOfWords')}) </span>
    </Tag>
  )
}

function ChangedLine({ line }: { line: Line }) {
  const t = useTranslations('documents')
  return (
    <li className="items-baseline gap-x-3 px-3 py-1.5 desk:grid desk:grid-cols-[84px_minmax(0,1fr)]">
      <span className="max-desk:me-2">
        {line.state !== 'same' && (
          <span className={clsx('inline-block rounded-[5px] px-1.5 font-medium text-small', chip[line.state])}>
            {t(word[line.state])}
          </span>
        )}
      </span>
      <span
        dir="auto"
        className={clsx(
          'whitespace-pre-wrap [overflow-wrap:anywhere]',
          line.state === 'same' && 'text-second',
          line.state === 'removed' && 'text-second line-through',
        )}
      >
        {line.state === 'changed'
          ? placed(line.parts).map(([index, part]) => <Part key={index} part={part} />)
          : line.parts.map((part) => part.text).join('')}
      </span>
    </li>
  )
}

/** Differences between two versions, marked by more than color. */
export function TextChanges({ changes }: { changes: TextChange[] }) {
  const t = useTranslations('documents')
  if (changes.length === 0) return <p className="text-second">{t('onlyForm')}</p>
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border bg-card">
      {placed(changes).map(([index, line]) =>
        line.state === 'gap' ? (
          <li key={index} className="bg-page px-3 py-1 text-second text-small">
            {t('gap', { count: line.lineCount })}
          </li>
        ) : (
          <ChangedLine key={index} line={line} />
        ),
      )}
    </ul>
  )
}
