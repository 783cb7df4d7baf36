import { Section } from '@/components/kit/section'
import { englishNameOf } from '@/lib/domain/accounts/project-language'

/** The wording that is to be translated, as it is written. */
export function OwnText({ text, language }: { text: string; language: string }) {
  return (
    <Section title={`Text in ${englishNameOf(language)}`} note="What is translated, in Markdown.">
      <pre
        lang={language}
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        className="max-h-[52dvh] overflow-auto whitespace-pre-wrap rounded-control border bg-sunken px-3 py-2.5 font-mono text-[13px] leading-5"
      >
        {text}
      </pre>
    </Section>
  )
}
