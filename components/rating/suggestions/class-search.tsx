import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useId, useState } from 'react'
import { useRequest } from '@/components/kit/use-request'
import { Chip } from '@/components/ui/chip'
import { ComboField, ComboOption, optionList } from '@/components/ui/combo-field'
import { useSettledText } from '@/components/ui/use-settled-text'
import { findSuggestibleClasses } from '@/lib/client/rating/suggestions'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { maxSuggestionLength, suggestionKey, tidySuggestion } from '@/lib/domain/classes/suggestion'

const quietMs = 180

/** The task whose image gets a suggestion; on a page, with the position of the picture. */
export type SuggestingTask = Pick<RatingTask, 'assignmentId' | 'candidates'> & { picture?: number }

interface ClassSearchProps {
  slug: string
  task: SuggestingTask
  text: string
  onText: (text: string) => void
  isBusy: boolean
  isFull: boolean
  taken: readonly string[]
  onAdd: (name: string) => void
}

interface Line {
  name: string
  /** Language of the names. Undefined for the rater's own words. */
  lang: string | undefined
  detail: { names: string; gloss: string | null; glossLang: string } | null
  /** Why the line cannot be added, or null if it can. */
  mark: string | null
  isOwnWords: boolean
}

/** Whether the text only occurs inside words of the names, as “hund” in “thunder snake”. */
function isInsideWord(text: string, names: readonly string[]) {
  const [part, whole] = [text, names.join(' ')].map((one) => ` ${suggestionKey(one).replaceAll('-', ' ')}`)
  return whole!.includes(part!.slice(1)) && !whole!.includes(part!)
}

/**
 * Returns the result list: matching classes, then the typed text itself. Enter adds the first line, so the text comes
 * first if it is not the beginning of a word of the first class. While a search is pending, returns the previous lines,
 * disabled.
 */
function useLines({ slug, task, text, taken }: Pick<ClassSearchProps, 'slug' | 'task' | 'text' | 'taken'>) {
  const t = useTranslations('suggestions')
  const words = tidySuggestion(text)
  const query = useSettledText(words, quietMs)
  const found = useRequest(query === '' ? null : `classes ${slug} ${query}`, () =>
    findSuggestibleClasses(slug, task, query),
  )
  const asked = new Set(task.candidates.map(({ name }) => suggestionKey(name)))
  const added = new Set(taken.map(suggestionKey))
  const markOf = (name: string) =>
    asked.has(suggestionKey(name)) ? t('asked') : added.has(suggestionKey(name)) ? t('added') : null
  const isSearching = words !== '' && (words !== query || (found.data === undefined && !found.isError))
  const classes = words === '' ? [] : (found.data?.classes ?? [])
  const lines: Line[] = classes.map(({ name, otherNames, gloss, lang, glossLang }) => ({
    ...{ name, lang, mark: markOf(name), isOwnWords: false },
    detail: { names: otherNames.join(', '), gloss, glossLang },
  }))
  const isClass = lines.some(({ name }) => suggestionKey(name) === suggestionKey(words))
  if (words !== '' && !isSearching && !isClass) {
    const isFirst = classes.slice(0, 1).some(({ name, otherNames }) => isInsideWord(words, [name, ...otherNames]))
    const own = { name: words, lang: undefined, detail: null, mark: markOf(words), isOwnWords: true }
    lines.splice(isFirst ? 0 : lines.length, 0, own)
  }
  return { lines, isSearching, hasFailed: found.isError }
}

export function ClassSearch({ isBusy, isFull, onText, onAdd, ...of }: ClassSearchProps) {
  const t = useTranslations('suggestions')
  const listId = useId()
  const [chosen, setActive] = useState<number | null>(null)
  const { lines, isSearching, hasFailed } = useLines(of)
  // A class named in full stays marked even if it cannot be added, so that Enter does not add a similar one.
  const first = lines.findIndex(({ name, mark }) => mark === null || suggestionKey(name) === suggestionKey(of.text))
  const isTooLong = lines.some(({ name, isOwnWords }) => isOwnWords && [...name].length > maxSuggestionLength)

  const cannotAdd = ({ mark, isOwnWords }: Line) =>
    isBusy || isFull || isSearching || mark !== null || (isOwnWords && isTooLong)
  function take(line: Line | undefined) {
    if (line && !cannotAdd(line)) onAdd(line.name)
  }
  const { fieldProps, optionProps } = optionList({
    ...{ listId, count: lines.length, active: chosen ?? first, setActive },
    onTake: (index) => take(lines[index]),
  })
  return (
    <div>
      <ComboField
        label={t('search')}
        {...fieldProps}
        maxLength={200}
        value={of.text}
        onText={(typed) => {
          onText(typed)
          setActive(null)
        }}
        className="h-9 w-full rounded-control border border-edge bg-card px-2.5 placeholder:text-second"
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('classes')}
        aria-busy={isSearching}
        className="mt-1 h-[min(36dvh,264px)] overflow-y-auto"
      >
        {lines.map((line, index) => (
          <LineOption
            key={`${line.isOwnWords} ${line.name}`}
            {...optionProps(index)}
            line={line}
            isDisabled={cannotAdd(line)}
            onClick={() => take(line)}
          />
        ))}
      </div>
      <Hint isBelowLines={lines.length > 0} isTooLong={isTooLong}>
        {isTooLong
          ? t('tooLong', { count: maxSuggestionLength })
          : t(isSearching ? 'searching' : hasFailed ? 'notFound' : 'hint')}
      </Hint>
    </div>
  )
}

function Hint({ isBelowLines, isTooLong, children }: { isBelowLines: boolean; isTooLong: boolean; children: string }) {
  return (
    <p
      role="status"
      className={clsx(
        'border-t px-2 pt-2 text-small',
        isBelowLines ? 'border-line' : 'border-transparent',
        isTooLong ? 'text-danger' : 'text-second',
      )}
    >
      {children}
    </p>
  )
}

interface LineOptionProps extends ComponentProps<typeof ComboOption> {
  line: Line
  isDisabled: boolean
}

function LineOption({ line, isDisabled, ...option }: LineOptionProps) {
  const t = useTranslations('suggestions')
  return (
    <ComboOption
      {...option}
      aria-disabled={isDisabled}
      // Keeps the focus in the search field, so that a phone's keyboard stays open.
      onMouseDown={(event) => event.preventDefault()}
      className={clsx(
        'flex min-h-9 items-center gap-2 rounded-control px-2 py-1 touch:min-h-11',
        option.isActive && 'bg-accent-soft',
        isDisabled ? 'cursor-default text-second' : 'cursor-pointer',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className={clsx('block break-words', !line.isOwnWords && 'font-medium')}>
          {line.isOwnWords ? t('ownWords', { text: line.name }) : <span lang={line.lang}>{line.name}</span>}
        </span>
        {line.detail && (line.detail.names || line.detail.gloss) && (
          <span className="block truncate text-second text-small">
            <span lang={line.lang}>{line.detail.names}</span>
            {line.detail.names && line.detail.gloss && ' · '}
            <span lang={line.detail.glossLang}>{line.detail.gloss}</span>
          </span>
        )}
      </span>
      {line.mark && <Chip>{line.mark}</Chip>}
    </ComboOption>
  )
}
