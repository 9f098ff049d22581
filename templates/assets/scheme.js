// Before the page is painted: scripts are on, and the reader's choice of light or dark holds.
(function () {
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    var chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch (error) {
    // Storage is closed to us; the system's setting holds.
  }
})();
