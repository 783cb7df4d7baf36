import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { CommandKey } from '@/components/rating/key-map'
import { type Answer, answers } from '@/lib/domain/rating/answer'

const chosen: Record<Answer, string> = {
  no: 'has-checked:bg-no-soft has-checked:text-no',
  maybe: 'has-checked:bg-maybe-soft has-checked:text-maybe',
  yes: 'has-checked:bg-yes-soft has-checked:text-yes',
}

interface AnswerChoiceProps {
  /** Distinguishes two choices for the same candidate on one page. */
  group?: string
  name: string
  position: number
  answer: Answer | null
  isRest?: boolean | undefined
  areKeysShown: boolean
  isLocked: boolean
  onAnswer: (answer: Answer) => void
}

/** Moves only the focus. With native arrow keys, every step between radio buttons would already select an answer. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const radios: Element[] = [...event.currentTarget.querySelectorAll('input')]
  const here = document.activeElement ? radios.indexOf(document.activeElement) : -1
  const next = radios[(here + step + radios.length) % radios.length]
  if (next instanceof HTMLElement) next.focus()
}

export function AnswerChoice(props: AnswerChoiceProps) {
  const { group = 'candidate', name, position, answer, isRest = false, areKeysShown, isLocked, onAnswer } = props
  const t = useTranslations('rating')
  return (
    <fieldset
      aria-label={name}
      onKeyDown={walk}
      className="grid h-[46px] min-w-[196px] grid-cols-[1fr_1.35fr_1fr] overflow-hidden rounded-control border border-line bg-card mouse:h-[28px] mouse:grid-cols-[60px_96px_60px] mouse:[@container_row_(max-height:46.9px)]:h-6"
    >
      {answers.map((value) => (
        <label
          key={value}
          className={clsx(
            'relative flex items-center justify-center gap-1.5 font-medium text-[13px] text-second',
            'transition-colors duration-[120ms] not-first:border-line not-first:border-s has-checked:font-semibold mouse:text-small',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
            !isLocked && 'hover:text-text',
            isRest && 'has-checked:underline has-checked:decoration-dotted has-checked:underline-offset-3',
            // A tap before the page's scripts run would look like an answer.
            'has-aria-disabled:pointer-events-none',
            chosen[value],
          )}
        >
          <input
            type="radio"
            name={`${group}-${position}`}
            value={value}
            aria-label={t('answerOf', {
              name,
              answer: isRest && answer === value ? t('byRest', { answer: t(value) }) : t(value),
            })}
            aria-disabled={isLocked || undefined}
            checked={answer === value}
            onChange={() => onAnswer(value)}
            // The browser fires no change event for a radio that is already checked; here that click clears the answer.
            onClick={() => answer === value && onAnswer(value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {t(value)}
          {areKeysShown && <CommandKey command={value} className="touch:hidden" />}
        </label>
      ))}
    </fieldset>
  )
}
