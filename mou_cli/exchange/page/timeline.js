// The timeline: each agreement a line on one scale of years.

const timelineView = (rows) => {
  const wanted = wantedWords(asked.text);
  const lives = rows.map((each) => details(each).life);
  const scale = scaleOf(lives);
  const room = Math.max(280, Math.min(byId("view").clientWidth - 400, 1100));
  return el(
    "div",
    { class: "timeline" },
    legend(lives),
    el("div", { class: "scale" }, axis(scale, room)),
    el(
      "ol",
      {},
      rows.map((each, place) =>
        el(
          "li",
          {},
          linkTo(each, marked(each.title, wanted), { title: each.title }),
          badge(each.status),
          lifePicture(lives[place], each.status, scale, each.title),
        ),
      ),
    ),
    el("div", { class: "scale" }, axis(scale, room)),
  );
};
