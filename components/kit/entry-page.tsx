import { EntryFrame, type EntryFrameProps } from './entry-frame'
import { LanguageSwitch } from './language-switch'

/** A page before someone is in the app, in the language that they choose. */
export const EntryPage = (props: Omit<EntryFrameProps, 'below'>) => <EntryFrame {...props} below={<LanguageSwitch />} />
