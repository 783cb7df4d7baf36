import { EntryFrame, type EntryFrameProps } from './entry-frame'
import { LanguageSwitch } from './language-switch'

/** A page shown before sign-in, with a choice of language. */
export const EntryPage = (props: Omit<EntryFrameProps, 'below'>) => <EntryFrame {...props} below={<LanguageSwitch />} />
