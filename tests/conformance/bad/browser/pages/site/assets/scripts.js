document.getElementById("removed").remove();
document.getElementById("filled").textContent = "Given";
document.querySelector("main").append(Object.assign(document.createElement("button"), { textContent: "Fine" }));
