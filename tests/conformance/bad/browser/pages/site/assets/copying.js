const button = document.createElement("button");
button.className = "copy";
button.textContent = "Copy";
button.addEventListener("click", () => navigator.clipboard?.writeText("Other"));
document.querySelector(".copyable").after(button);
