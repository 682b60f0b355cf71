// The page is in Dutch; Streamlit writes "en" into the document.
document.documentElement.lang = "nl";

// Links within the app change the page without loading everything anew: Streamlit follows the history.
function followLink(event) {
  const link = event.target.closest ? event.target.closest("a.nk-go") : null;
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  if (link.href === location.href) {
    document.getElementById("passage")?.scrollIntoView({ block: "center" });
    return;
  }
  history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  // A page starts at its top; one that shows a passage then scrolls to it.
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}

// Built-in texts of Streamlit that no parameter reaches. What st.html shows (letters) is never touched.
const dutchWords = {
  "yyyy": "jjjj",
  "Upload": "Bestanden kiezen",
  "Browse files": "Bestanden kiezen",
  "Drag and drop file here": "Sleep een bestand hierheen",
  "Drag and drop files here": "Sleep bestanden hierheen",
  "No results": "Niets gevonden",
  "No options to select": "Geen keuzes",
  "No options to select.": "Geen keuzes",
  "Select all": "Alles kiezen",
  "Choose an option": "Maak een keuze",
  "Choose options": "Maak een keuze",
  "Press Enter to apply": "Enter om toe te passen",
  "Press Enter to submit form": "Enter om te versturen",
  "Press ⌘+Enter to apply": "⌘+Enter om toe te passen",
  "Press Ctrl+Enter to apply": "Ctrl+Enter om toe te passen",
  "Running...": "Bezig …",
  "Connecting": "Verbinden",
  "Stop": "Stoppen",
  "Close": "Sluiten",
  "Clear all": "Alles wissen",
  "Clear value": "Wissen",
  "Clear selection": "Wissen",
  "Open": "Openen",
  "Choose date": "Datum kiezen",
  "Sidebar": "Zijbalk",
  "Navigate to home page": "Naar de startpagina",
  "App pages": "Onderdelen van de app",
  "Empty": "leeg",
  "Dismiss": "Sluiten",
  "Previous": "Vorige",
  "Next": "Volgende",
  "file upload": "bestanden kiezen",
  "Open sidebar": "Zijbalk openen",
  "Close sidebar": "Zijbalk sluiten",
  "Expand sidebar": "Zijbalk openen",
  "Collapse sidebar": "Zijbalk sluiten",
  "Something went wrong": "Er ging iets mis",
  "Copy to clipboard": "Kopiëren",
  "Connection error": "Geen verbinding met de app",
};
const dutchPatterns = [
  [/^(?:Limit )?(\d+(?:\.\d+)?)\s?MB per file(?: • (.*))?$/, (m) => `Ten hoogste ${m[1]} MB per bestand${m[2] ? " · " + m[2] : ""}`],
  [/^(\d+) more$/, (m) => `nog ${m[1]}`],
  [/^Is Streamlit still running\?/, () => "Draait de app nog? Start haar zo nodig opnieuw:"],
  [/^streamlit run yourscript.py$/, () => "nakoming serve"],
  [/^This app has encountered an error/, () => "Er ging iets mis. Laad de bladzijde opnieuw; blijft het zo, kijk dan in het venster waarin de app draait."],
];
// Only for names (aria-label): as text these could be the name of somebody's file.
const dutchNames = [
  [/^day, (.+)$/, (m) => `dag, ${m[1]}`],
  [/^month, (.+)$/, (m) => `maand, ${m[1]}`],
  [/^year, (.+)$/, (m) => `jaar, ${m[1]}`],
  [/^Help for (.+)$/, (m) => `Uitleg bij ${m[1]}`],
  [/^Remove (.+)$/, (m) => `${m[1]} verwijderen`],
  [/^Clear (.+)$/, (m) => `${m[1]} wissen`],
];

function inDutch(words, patterns) {
  const known = dutchWords[words.trim()];
  if (known) return known;
  for (const [pattern, make] of patterns) {
    const match = words.trim().match(pattern);
    if (match) return make(match);
  }
  return null;
}

function translateTexts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement && node.parentElement.closest("[data-testid=stHtml], script, style, [role=option], input")) continue;
    const words = node.nodeValue && inDutch(node.nodeValue, dutchPatterns);
    if (words) node.nodeValue = words;
  }
}

function translateNames(root) {
  for (const element of root.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext]")) {
    if (element.closest("[data-testid=stHtml]")) continue;
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) {
      const words = element.hasAttribute(name) && inDutch(element.getAttribute(name), [...dutchPatterns, ...dutchNames]);
      if (words) element.setAttribute(name, words);
    }
  }
}

function translatePage() {
  translateTexts(document.body);
  translateNames(document.body);
}

if (!window.nakomingReady) {
  window.nakomingReady = true;
  document.addEventListener("click", followLink);
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; translatePage(); });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  translatePage();
}
