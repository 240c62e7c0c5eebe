import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { preferredLanguage, wordsIn, type Words } from './words.js';
import { UI_LANGUAGES, type UiLanguage } from './words/languages.js';

const KEY = 'ckm-language';
const Current = createContext<Words & { choose(language: UiLanguage): void }>({ ...wordsIn('en'), choose: () => {} });

export const useWords = () => useContext(Current);

export function Language({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    preferredLanguage([localStorage.getItem(KEY) ?? '', ...navigator.languages].filter(Boolean)),
  );
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
  }, [language]);
  const words = useMemo(() => {
    const choose = (chosen: UiLanguage) => {
      localStorage.setItem(KEY, chosen);
      setLanguage(chosen);
    };
    return { ...wordsIn(language), choose };
  }, [language]);
  return <Current value={words}>{children}</Current>;
}

const NAMES = { en: 'English', de: 'Deutsch', zh: '中文' };

export function LanguageSwitch() {
  const { language, say, choose } = useWords();
  return (
    <div className="language-switch" role="group" aria-label={say('language')}>
      {UI_LANGUAGES.map(one => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
          {NAMES[one]}
        </button>
      ))}
    </div>
  );
}

/** The `lang` attribute of a customer's words; empty, that is unknown, where their language was not recognised. */
export const langAttribute = (language: string | null | undefined) => (language === 'und' ? '' : (language ?? ''));
