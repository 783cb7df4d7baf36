import { Radio } from '@/components/ui/checkbox'
import type { AbsentMeaning } from '@/lib/domain/data/answer-format'

const meanings: Record<AbsentMeaning, { label: string; hint: string }> = {
  'not-asked': {
    label: 'Nothing',
    hint: 'Only what is named counts, as yes. Choose this unless you know that everyone went through the same list.',
  },
  no: {
    label: 'That they do not apply',
    hint: 'Everyone who saw an image said no to every other class that the file names for this image or that this project asks about.',
  },
}

interface AbsentChoiceProps {
  value: AbsentMeaning
  onChange: (value: AbsentMeaning) => void
}

/** Chooses what unlisted classes mean, for a file that lists only classes that hold. */
export function AbsentChoice({ value, onChange }: AbsentChoiceProps) {
  return (
    <fieldset className="flex max-w-[72ch] flex-col gap-2">
      <legend className="mb-2 font-medium text-[13px]">
        The file names only classes that apply. What does it say about the others?
      </legend>
      {Object.entries(meanings).map(([meaning, { label, hint }]) => (
        <Radio
          key={meaning}
          name="absent"
          label={label}
          hint={hint}
          checked={value === meaning}
          onChange={() => onChange(meaning as AbsentMeaning)}
        />
      ))}
    </fieldset>
  )
}
