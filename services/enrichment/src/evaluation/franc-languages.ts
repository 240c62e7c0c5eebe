const CODES = `amh:am arb:ar azj:az bel:be bul:bg ben:bn cat:ca ces:cs dan:da deu:de ell:el eng:en spa:es est:et eus:eu pes:fa fin:fi fra:fr guj:gu
  heb:he hin:hi hrv:hr hun:hu hye:hy isl:is ita:it jpn:ja kat:ka kan:kn kor:ko ckb:ku lao:lo lit:lt lvs:lv mal:ml mar:mr zlm:ms nld:nl nob:no ory:or
  pan:pa pol:pl por:pt ron:ro rus:ru slk:sk slv:sl als:sq srp:sr swe:sv tam:ta tel:te tha:th tgl:tl tur:tr ukr:uk urd:ur vie:vi yor:yo cmn:zh`;

/** The languages that our detector knows, as `franc` names them → ISO 639-1. */
export const FRANC_LANGUAGES: Record<string, string> = Object.fromEntries(
  CODES.split(/\s+/).map(pair => pair.split(':') as [string, string]),
);
