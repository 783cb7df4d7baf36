import { clsx } from 'clsx'
import type { KeyboardEvent } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { type Answer, answers } from '@/lib/domain/answer'
import { answerKey, answerWord } from '@/lib/wording/rating'

const chosen: Record<Answer, string> = {
  no: 'has-checked:bg-no-soft has-checked:text-no',
  maybe: 'has-checked:bg-maybe-soft has-checked:text-maybe',
  yes: 'has-checked:bg-yes-soft has-checked:text-yes',
}

interface AnswerChoiceProps {
  name: string
  position: number
  answer: Answer | null
  areKeysShown: boolean
  isLocked: boolean
  onAnswer: (answer: Answer) => void
}

/** Left and right only move the focus: with the browser's own arrows every step would already be an answer. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const radios: Element[] = [...event.currentTarget.querySelectorAll('input')]
  const here = document.activeElement ? radios.indexOf(document.activeElement) : -1
  const next = radios[(here + step + radios.length) % radios.length]
  if (next instanceof HTMLElement) next.focus()
}

export function AnswerChoice({ name, position, answer, areKeysShown, isLocked, onAnswer }: AnswerChoiceProps) {
  return (
    <fieldset
      aria-label={name}
      onKeyDown={walk}
      className="grid h-[46px] grid-cols-3 overflow-hidden rounded-control border border-line bg-card desk:h-[28px] desk:grid-cols-[58px_82px_60px]"
    >
      {answers.map((value) => (
        <label
          key={value}
          className={clsx(
            'relative flex items-center justify-center gap-1.5 font-medium text-[13px] text-second',
            'transition-colors duration-[120ms] not-first:border-line not-first:border-l has-checked:font-semibold desk:text-small',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
            !isLocked && 'hover:text-text',
            chosen[value],
          )}
        >
          <input
            type="radio"
            name={`candidate-${position}`}
            value={value}
            aria-label={`${name}: ${value}`}
            aria-disabled={isLocked || undefined}
            checked={answer === value}
            onChange={() => onAnswer(value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {answerWord[value]}
          {areKeysShown && <Kbd className="max-desk:hidden">{answerKey[value]}</Kbd>}
        </label>
      ))}
    </fieldset>
  )
}
